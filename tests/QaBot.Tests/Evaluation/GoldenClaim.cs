namespace QaBot.Tests.Evaluation;

/// <summary>A line of claims.jsonl; tests/golden/README.md says what its fields mean.</summary>
internal sealed record GoldenClaim(
    string Id, string Of, string Claim, IReadOnlyList<string> Sources, string Article, string Kind, string Label, string Split);
