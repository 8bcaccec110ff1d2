namespace QaBot.Evaluation;

/// <param name="Number">As in the answer's text.</param>
public sealed record CitedQuote(int Number, string Article, string Quote);
