namespace QaBot.Evaluation;

/// <param name="Start">In UTF-16 units of the article.</param>
/// <param name="End">Exclusive.</param>
/// <param name="Text">The passage, or its beginning.</param>
public sealed record FoundPassage(string Article, int Start, int End, string Text);
