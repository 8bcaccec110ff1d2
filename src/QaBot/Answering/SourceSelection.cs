namespace QaBot.Answering;

/// <param name="Question">The question without the words that name the source.</param>
/// <param name="Articles">Names of the articles that the question is limited to; null when it names none.</param>
public sealed record SourceSelection(string Question, IReadOnlySet<string>? Articles);
