using QaBot.Passages;

namespace QaBot.Retrieval;

/// <param name="Similarity">The cosine of the angle between the passage's vector and the query's; above 0, at most 1 as far as single precision goes.</param>
public readonly record struct VectorMatch(Passage Passage, float Similarity);
