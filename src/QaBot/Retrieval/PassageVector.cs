using QaBot.Passages;

namespace QaBot.Retrieval;

/// <param name="Vector">Of any length but 0, and of finite numbers.</param>
public readonly record struct PassageVector(Passage Passage, ReadOnlyMemory<float> Vector);
