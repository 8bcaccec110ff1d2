namespace QaBot.Evaluation.Metrics;

/// <summary>The mean, over the relevant documents, of the precision at the rank of each, 0 for one that was not found; its mean over questions is MAP.</summary>
/// <remarks>Buckley and Voorhees, Evaluating Evaluation Measure Stability, 2000.</remarks>
public static class AveragePrecision
{
    /// <param name="ranks">The rank of each relevant document from 1; null for one that was not found. At least one.</param>
    public static double Of(IReadOnlyList<int?> ranks)
    {
        ArgumentNullException.ThrowIfNull(ranks);
        ArgumentOutOfRangeException.ThrowIfZero(ranks.Count);
        return ranks.OfType<int>().Order().Select((rank, i) => (i + 1.0) / rank).Sum() / ranks.Count;
    }
}
