using QaBot.Articles;
using QaBot.Retrieval;

namespace QaBot.Answering;

/// <summary>The names under which people may speak of the articles of one corpus, ready for looking them up in a question. Immutable.</summary>
internal sealed class SourceNames
{
    private readonly Dictionary<string, List<SourceName>> _byFirstTerm = new(StringComparer.Ordinal);

    public SourceNames(IReadOnlyList<Article> articles, Analyzer analyzer)
    {
        foreach (var article in articles)
        {
            foreach (var name in NamesOf(article).Distinct(StringComparer.OrdinalIgnoreCase))
                Add(article, analyzer.Analyze(name));
        }
    }

    /// <summary>Every name that stands in the question, word by word, with its place.</summary>
    public IEnumerable<(Article Article, TextSpan Span)> FindIn(IReadOnlyList<AnalyzedToken> question)
    {
        for (var i = 0; i < question.Count; i++)
        {
            foreach (var name in _byFirstTerm.GetValueOrDefault(question[i].Term) ?? [])
            {
                if (name.StandsAt(question, i, out var span))
                    yield return (name.Article, span);
            }
        }
    }

    private void Add(Article article, IReadOnlyList<AnalyzedToken> tokens)
    {
        var lead = tokens.TakeWhile(token => token.IsStopWord).Select(token => token.Term).ToArray();
        var terms = tokens.Skip(lead.Length).Select(token => token.Term).ToArray();
        if (terms.Length == 0)
            return;
        if (!_byFirstTerm.TryGetValue(terms[0], out var names))
            _byFirstTerm.Add(terms[0], names = []);
        names.Add(new SourceName(article, lead, terms));
    }

    private static IEnumerable<string> NamesOf(Article article)
    {
        var stem = Path.GetFileNameWithoutExtension(article.Name);
        foreach (var name in article.Aliases.Concat([article.Publisher, article.Author, article.Title, article.Name, stem]))
        {
            if (!string.IsNullOrWhiteSpace(name))
                yield return name;
        }

        if (article.Author is { } author && author.Trim().LastIndexOf(' ') is > 0 and var space)
            yield return author.Trim()[(space + 1)..];
        var beginning = stem.Split('_', '.')[0];
        if (beginning.Length >= 3 && beginning.Any(char.IsDigit))
            yield return beginning;
    }

    /// <param name="Lead">Stop words at the name's beginning ("The", "How"), which may be left out.</param>
    private sealed record SourceName(Article Article, string[] Lead, string[] Terms)
    {
        public bool StandsAt(IReadOnlyList<AnalyzedToken> question, int at, out TextSpan span)
        {
            span = default;
            if (at + Terms.Length > question.Count)
                return false;
            for (var k = 0; k < Terms.Length; k++)
            {
                if (question[at + k].Term != Terms[k])
                    return false;
            }

            var first = at;
            for (var k = Lead.Length - 1; k >= 0 && first > 0 && question[first - 1].Term == Lead[k]; k--)
                first--;
            span = question[first].Span.Union(question[at + Terms.Length - 1].Span);
            return true;
        }
    }
}
