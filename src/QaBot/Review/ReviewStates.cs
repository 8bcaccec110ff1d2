using QaBot.Review.Queue;
using QaBot.Review.Verdicts;

namespace QaBot.Review;

/// <summary>How far the review of an answer is, by its reviews. Drafts, which have no verdict on the answer, do not count.</summary>
public static class ReviewStates
{
    public static ReviewState Of(IReadOnlyCollection<AnswerReview> reviews)
    {
        ArgumentNullException.ThrowIfNull(reviews);
        var decided = reviews.Where(review => review.Verdict is not null).ToList();
        if (decided.Count == 0)
            return ReviewState.Open;
        if (decided.Exists(review => review.IsReopened))
            return ReviewState.Reopened;
        return decided.Exists(review => review.IsAdjudication) || Agree(decided) ? ReviewState.Reviewed : ReviewState.Disputed;
    }

    /// <summary>The review that counts: the adjudication, else any where all agree; null while they do not or there is none.</summary>
    public static AnswerReview? Deciding(IReadOnlyCollection<AnswerReview> reviews)
    {
        ArgumentNullException.ThrowIfNull(reviews);
        var decided = reviews.Where(review => review.Verdict is not null).OrderByDescending(review => review.Time).ToList();
        return decided.Find(review => review.IsAdjudication) ?? (decided.Count > 0 && Agree(decided) ? decided[0] : null);
    }

    /// <summary>All have one verdict on the answer, and on each pair that several of them judged.</summary>
    private static bool Agree(List<AnswerReview> decided) =>
        decided.TrueForAll(review => review.Verdict == decided[0].Verdict)
        && decided.SelectMany(review => review.Pairs).GroupBy(pair => (pair.Claim, pair.Citation)).All(pairs => pairs.Select(pair => pair.Verdict).Distinct().Count() == 1);
}
