using QaBot.Passages;

namespace QaBot.Retrieval;

/// <param name="Score">Comparable within one result only; higher is better.</param>
/// <param name="Rank">From 1.</param>
public sealed record RetrievedPassage(Passage Passage, double Score, int Rank);
