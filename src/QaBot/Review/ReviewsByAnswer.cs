using System.Runtime.CompilerServices;
using QaBot.Review.Verdicts;

namespace QaBot.Review;

internal static class ReviewsByAnswer
{
    /// <summary>All reviews of a store, those of one answer together; at least one each.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<AnswerReview>> ReadByAnswerAsync(this IReviewStore store, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var together = new List<AnswerReview>();
        await foreach (var review in store.ReadReviewsAsync(cancellationToken))
        {
            if (together.Count > 0 && together[0].AnswerId != review.AnswerId)
            {
                yield return together;
                together = [];
            }

            together.Add(review);
        }

        if (together.Count > 0)
            yield return together;
    }
}
