namespace QaBot.Evaluation.Metrics;

/// <summary>nDCG@k with gains 2^g − 1 and discounts log2(rank + 1), divided by that of the best ranking there could be; 0 to 1.</summary>
/// <remarks>
/// Järvelin and Kekäläinen, Cumulated Gain-Based Evaluation of IR Techniques, 2002; exponential gains as in Burges et al., Learning to Rank
/// using Gradient Descent, 2005.
/// </remarks>
public static class NormalizedDiscountedCumulativeGain
{
    /// <param name="relevant">The rank (from 1, null for not found) and the graded relevance (from 1) of each relevant document; at least one.</param>
    public static double Of(IReadOnlyList<(int? Rank, int Gain)> relevant, int k)
    {
        ArgumentNullException.ThrowIfNull(relevant);
        ArgumentOutOfRangeException.ThrowIfZero(relevant.Count);
        var ideal = relevant.Select(document => document.Gain).OrderDescending().Select((gain, i) => (Rank: (int?)(i + 1), gain));
        return Cumulate(relevant, k) / Cumulate(ideal, k);
    }

    private static double Cumulate(IEnumerable<(int? Rank, int Gain)> documents, int k) =>
        documents.Where(document => document.Rank <= k).OrderBy(document => document.Rank)
            .Sum(document => (Math.Pow(2, document.Gain) - 1) / Math.Log2(document.Rank!.Value + 1));
}
