using QaBot.Passages;

namespace QaBot.Retrieval;

/// <param name="Score">What it is ranked by: comparable within one result only; higher is better.</param>
/// <param name="Rank">From 1.</param>
public sealed record RetrievedPassage(Passage Passage, double Score, int Rank)
{
    /// <summary>
    /// What the query's words score in it (BM25): comparable with the weights of the words, whatever else it is ranked by. 0 when it has none of them.
    /// </summary>
    public double WordScore { get; init; } = Score;

    /// <summary>Its place among the passages nearest in meaning, from 1; null when it is not among them, or vectors played no part.</summary>
    public int? MeaningRank { get; init; }
}
