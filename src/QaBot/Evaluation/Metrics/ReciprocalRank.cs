namespace QaBot.Evaluation.Metrics;

/// <summary>The reciprocal of the first relevant document's rank, 0 when there is none among the first k; its mean over questions is MRR@k.</summary>
/// <remarks>Voorhees, The TREC-8 Question Answering Track Report, 1999.</remarks>
public static class ReciprocalRank
{
    /// <param name="ranks">The rank of each relevant document from 1; null for one that was not found.</param>
    public static double Of(IEnumerable<int?> ranks, int k) => ranks.Where(rank => rank <= k).Min() is { } first ? 1.0 / first : 0;
}
