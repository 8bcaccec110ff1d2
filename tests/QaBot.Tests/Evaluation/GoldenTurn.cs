namespace QaBot.Tests.Evaluation;

/// <summary>An earlier turn of a golden question's conversation.</summary>
internal sealed record GoldenTurn(string Role, string Text);
