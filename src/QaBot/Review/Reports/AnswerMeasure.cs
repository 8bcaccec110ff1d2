namespace QaBot.Review.Reports;

/// <summary>Of an answer, what figures are made of.</summary>
/// <param name="PromptHash">Tells versions of a prompt apart; null when none was asked.</param>
/// <param name="IsFlagged">Whether the checker finds a claim not supported.</param>
/// <param name="TotalMs">From question to answer, in milliseconds.</param>
/// <param name="Articles">Names of those cited.</param>
public sealed record AnswerMeasure(
    string Id, DateTimeOffset Time, string Channel, string? Model, string? Prompt, string? PromptHash, bool IsRefused, bool IsFlagged, int Likes, int Dislikes, double TotalMs,
    IReadOnlyList<string> Articles);
