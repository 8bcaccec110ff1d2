namespace QaBot.Tests.Evaluation;

/// <summary>What stands in a golden draft: a claim with its label, or a line that claims nothing.</summary>
/// <param name="Cited">The passages that the draft cites, counted from 1; null for a line that claims nothing.</param>
/// <param name="Supporting">The passages each of which supports the claim alone.</param>
internal sealed record GoldenDraftLine(string Text, IReadOnlyList<int>? Cited, IReadOnlyList<int> Supporting);
