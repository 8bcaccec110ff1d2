using QaBot.Grounding;

namespace QaBot.Answering;

/// <summary>How one faulty claim of a draft was dealt with.</summary>
/// <param name="Text">As the draft had it.</param>
/// <param name="Cited">Passage numbers as the draft gave them.</param>
/// <param name="Fault">What the checker had against it.</param>
/// <param name="Repaired">What stands in its place; null when that is its own text, or nothing.</param>
public sealed record ClaimRepair(string Text, IReadOnlyList<int> Cited, GroundingResult Fault, RepairOutcome Outcome, string? Repaired = null);
