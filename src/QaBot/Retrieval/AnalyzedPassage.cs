using QaBot.Passages;

namespace QaBot.Retrieval;

/// <summary>A passage as the index keeps it: analyzed once, whatever else is added or removed later.</summary>
/// <param name="Text">Its words in order.</param>
/// <param name="Heading">The words of the headings above it.</param>
/// <param name="Title">The words of its article's title; shared by the article's passages.</param>
internal sealed record AnalyzedPassage(Passage Passage, TermSequence Text, TermSequence Heading, TermSequence Title)
{
    /// <summary>Whether the words stand one after the other, stop words included, in its text, heading or title.</summary>
    public bool Contains(ReadOnlySpan<int> phrase) => Text.Contains(phrase) || Heading.Contains(phrase) || Title.Contains(phrase);
}
