using QaBot.Review.Verdicts;

namespace QaBot.Review.Reports;

/// <summary>Makes the figures of what a store holds.</summary>
public static class ReviewFigures
{
    /// <param name="since">Inclusive; null for no bound.</param>
    /// <param name="until">Exclusive; null for no bound.</param>
    public static async Task<Dashboard> DashboardAsync(
        this IReviewStore store, DateTimeOffset? since, DateTimeOffset? until, DashboardPeriod period, DashboardDimension dimension, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var deciding = await store.DecidingAsync(cancellationToken).ToDictionaryAsync(review => review.AnswerId, StringComparer.Ordinal, cancellationToken);
        return Dashboard.Of(await store.MeasuresAsync(since, until, cancellationToken), deciding, period, dimension);
    }

    /// <summary>Of all answers of which a review counts, whenever they were given.</summary>
    public static async Task<CheckerReport> CheckerAsync(this IReviewStore store, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var judged = new List<(AnswerRecord, AnswerReview)>();
        await foreach (var review in store.DecidingAsync(cancellationToken))
        {
            if (review.Pairs.Count > 0 && await store.FindAsync(review.AnswerId, cancellationToken) is { } record)
                judged.Add((record, review));
        }

        return CheckerReport.Of(judged);
    }

    public static async Task<IReadOnlyList<ReviewerAgreement>> AgreementAsync(this IReviewStore store, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        return ReviewerAgreement.Of(await store.ReadReviewsAsync(cancellationToken).ToListAsync(cancellationToken));
    }

    /// <summary>The review that counts, of each answer that has one.</summary>
    private static IAsyncEnumerable<AnswerReview> DecidingAsync(this IReviewStore store, CancellationToken cancellationToken) =>
        store.ReadByAnswerAsync(cancellationToken).Select(ReviewStates.Deciding).OfType<AnswerReview>();
}
