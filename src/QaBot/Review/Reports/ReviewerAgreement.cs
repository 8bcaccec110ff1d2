using QaBot.Review.Verdicts;

namespace QaBot.Review.Reports;

/// <summary>How far two reviewers agree on what both judged.</summary>
/// <param name="Answers">Share of answers with the same verdict.</param>
/// <param name="AnswerKappa"><see cref="CohensKappa"/> of them.</param>
/// <param name="Pairs">Share of claims and quotes with the same verdict.</param>
/// <param name="PairKappa"><see cref="CohensKappa"/> of them.</param>
public sealed record ReviewerAgreement(string One, string Other, Proportion Answers, double AnswerKappa, Proportion Pairs, double PairKappa)
{
    /// <returns>One for every two reviewers who judged an answer both, those with most in common first. Adjudications are no second opinion.</returns>
    public static IReadOnlyList<ReviewerAgreement> Of(IEnumerable<AnswerReview> reviews)
    {
        ArgumentNullException.ThrowIfNull(reviews);
        var together =
            from answer in reviews.Where(review => review is { Verdict: not null, IsAdjudication: false }).GroupBy(review => review.AnswerId)
            from one in answer
            from other in answer
            where string.CompareOrdinal(one.Reviewer, other.Reviewer) < 0
            group (one, other) by (one.Reviewer, other.Reviewer);
        return [.. together.Select(both => Of(both.Key, [.. both])).OrderByDescending(agreement => agreement.Answers.Count).ThenBy(agreement => agreement.One, StringComparer.Ordinal)];
    }

    private static ReviewerAgreement Of((string One, string Other) who, List<(AnswerReview One, AnswerReview Other)> reviews)
    {
        var answers = reviews.ConvertAll(both => (both.One.Verdict!.Value, both.Other.Verdict!.Value));
        var pairs = reviews
            .SelectMany(both => both.One.Pairs.Join(both.Other.Pairs, pair => (pair.Claim, pair.Citation), pair => (pair.Claim, pair.Citation), (a, b) => (a.Verdict, b.Verdict)))
            .ToList();
        return new ReviewerAgreement(
            who.One, who.Other, Proportion.Of(answers, both => both.Item1 == both.Item2), CohensKappa.Of(answers), Proportion.Of(pairs, both => both.Item1 == both.Item2), CohensKappa.Of(pairs));
    }
}
