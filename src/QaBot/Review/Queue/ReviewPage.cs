namespace QaBot.Review.Queue;

/// <summary>A part of a queue.</summary>
/// <param name="Total">How many answers the filter lets through; no more than <see cref="MostCounted"/> are counted.</param>
public sealed record ReviewPage(IReadOnlyList<ReviewItem> Items, int Total)
{
    public const int MostCounted = 10_000;
}
