using QaBot.Articles;

namespace QaBot.Answering;

/// <summary>The citations of one answer as it grows: one number for each quote, in the order of first use.</summary>
public sealed class CitationList
{
    private readonly List<Citation> _citations = [];

    public IReadOnlyList<Citation> Citations => _citations;

    /// <summary>The citation of these words; a new one only if they are not cited yet.</summary>
    public Citation Cite(Article article, TextSpan span)
    {
        var known = _citations.FirstOrDefault(citation => citation.Article == article && citation.Span == span);
        if (known is not null)
            return known;
        var citation = new Citation(_citations.Count + 1, article, span);
        _citations.Add(citation);
        return citation;
    }
}
