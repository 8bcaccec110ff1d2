using QaBot.Articles;

namespace QaBot.Models.Extractive;

/// <summary>A sentence of the evidence with what speaks for its being the answer.</summary>
/// <param name="Passage">Number of its passage.</param>
/// <param name="Span">Where it stands in the passage's text.</param>
/// <param name="Text">Its exact words.</param>
/// <param name="Matched">Terms of the question that it contains.</param>
public sealed record ScoredSentence(int Passage, TextSpan Span, string Text, IReadOnlySet<string> Matched, SentenceFeatures Features, double Score);
