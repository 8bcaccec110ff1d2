namespace QaBot.Evaluation.Sets;

/// <summary>A claim of a draft.</summary>
/// <param name="Text">Without markers and emphasis.</param>
/// <param name="Cited">Numbers of the passages that the draft cites for it.</param>
/// <param name="Supporting">Numbers of the passages each of which supports it; empty where none does.</param>
public sealed record LabelledClaim(string Text, IReadOnlyList<int> Cited, IReadOnlyList<int> Supporting);
