using QaBot.Articles;

namespace QaBot.Models.Extractive;

/// <summary>A word of a sentence that the question has too.</summary>
/// <param name="Span">Where it stands in the sentence.</param>
/// <param name="Term">The question's term for it.</param>
/// <param name="Weight">What the term weighs, less for a word that is only related to it.</param>
public sealed record MatchedWord(TextSpan Span, string Term, double Weight);
