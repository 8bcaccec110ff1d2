using QaBot.Answering;
using QaBot.Articles;

namespace QaBot.Grounding;

/// <summary>What one article states where another states otherwise.</summary>
/// <param name="Passage">The piece of evidence that holds it.</param>
/// <param name="Sentence">The sentence, in UTF-16 units of the article.</param>
/// <param name="Value">The value with what it counts, in UTF-16 units of the article.</param>
public sealed record StatedSide(EvidencePassage Passage, TextSpan Sentence, TextSpan Value)
{
    public string ValueText => Passage.Article.Text.Slice(Value);

    public string SentenceText => Passage.Article.Text.Slice(Sentence);

    /// <summary>The first of the citations whose quote states the value; null when none does.</summary>
    public Citation? In(IReadOnlyList<Citation> citations)
    {
        ArgumentNullException.ThrowIfNull(citations);
        return citations.FirstOrDefault(citation => citation.Article == Passage.Article && citation.Span.Contains(Value));
    }
}
