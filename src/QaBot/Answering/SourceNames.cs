using QaBot.Articles;
using QaBot.Retrieval;

namespace QaBot.Answering;

/// <summary>The names of a corpus's articles, by their first word, so that a question's words alone are looked up. Immutable and thread-safe.</summary>
internal sealed class SourceNames
{
    private readonly Dictionary<Article, IReadOnlyList<SourceName>> _byArticle = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, List<(int Order, SourceName Name)>> _byFirstTerm = new(StringComparer.Ordinal);

    /// <param name="before">What was known of an earlier state of the corpus; articles that are still the same are taken over.</param>
    public SourceNames(IReadOnlyList<Article> articles, Analyzer analyzer, SourceNames? before)
    {
        Articles = articles;
        var order = 0;
        foreach (var article in articles)
        {
            var names = before?._byArticle.GetValueOrDefault(article) ?? [.. NamesOf(article).Distinct().Select(name => Analyze(article, name, analyzer)).OfType<SourceName>()];
            _byArticle[article] = names;
            foreach (var name in names)
            {
                if (!_byFirstTerm.TryGetValue(name.Terms[0], out var same))
                    _byFirstTerm[name.Terms[0]] = same = [];
                same.Add((order++, name));
            }
        }
    }

    public IReadOnlyList<Article> Articles { get; }

    /// <summary>Every place where a name stands, in the order of the articles, then of the places.</summary>
    public IEnumerable<(SourceName Name, int At)> In(IReadOnlyList<AnalyzedToken> tokens) =>
        Enumerable.Range(0, tokens.Count)
            .SelectMany(at => (_byFirstTerm.GetValueOrDefault(tokens[at].Term) ?? []).Where(candidate => candidate.Name.StandsAt(tokens, at)).Select(candidate => (candidate.Order, candidate.Name, At: at)))
            .OrderBy(found => found.Order).ThenBy(found => found.At)
            .Select(found => (found.Name, found.At));

    private static SourceName? Analyze(Article article, string name, Analyzer analyzer)
    {
        var tokens = analyzer.Analyze(name);
        var lead = tokens.TakeWhile(token => token.IsStopWord).Count();
        return lead == tokens.Count
            ? null
            : new SourceName(article, [.. tokens.Take(lead).Select(token => token.Term)], [.. tokens.Skip(lead).Select(token => token.Term)]);
    }

    private static IEnumerable<string> NamesOf(Article article)
    {
        foreach (var name in new[] { article.Publisher, article.Author, article.Title, article.Name, Path.GetFileNameWithoutExtension(article.Name) }.Concat(article.Aliases))
        {
            if (!string.IsNullOrWhiteSpace(name))
                yield return name;
        }

        if (article.Author is { } author && author.Trim().LastIndexOf(' ') is > 0 and var space)
            yield return author.Trim()[(space + 1)..];
        var stem = Path.GetFileNameWithoutExtension(article.Name).Split('_', '.')[0];
        if (stem.Length >= 3 && stem.Any(char.IsDigit))
            yield return stem;
    }
}
