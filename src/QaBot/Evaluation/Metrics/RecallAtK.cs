namespace QaBot.Evaluation.Metrics;

/// <summary>Recall@k: the share of the relevant documents that are among the first k of a ranking.</summary>
/// <remarks>Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008, section 8.4.</remarks>
public static class RecallAtK
{
    /// <param name="ranks">The rank of each relevant document from 1; null for one that was not found. At least one.</param>
    public static double Of(IReadOnlyList<int?> ranks, int k)
    {
        ArgumentNullException.ThrowIfNull(ranks);
        ArgumentOutOfRangeException.ThrowIfZero(ranks.Count);
        return (double)ranks.Count(rank => rank <= k) / ranks.Count;
    }
}
