using QaBot.Grounding;

namespace QaBot.Answering;

/// <summary>One checkable sentence of an answer.</summary>
/// <param name="Text">Without markers, and without the reference marks of an article that it was copied from.</param>
/// <param name="Citations">Numbers of the citations that it points at; empty when the draft gave none.</param>
public sealed record Claim(string Text, IReadOnlyList<int> Citations, GroundingResult Grounding);
