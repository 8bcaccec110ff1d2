using QaBot.Passages;
using QaBot.Retrieval;

namespace QaBot.Tests.Retrieval;

/// <summary>The formula written down plainly, over all passages and with nothing computed beforehand.</summary>
internal sealed class ReferenceBm25(IReadOnlyList<Passage> passages, Bm25Options options)
{
    private static readonly Analyzer Analyzer = new();

    public IReadOnlyDictionary<Passage, double> Score(string query)
    {
        var terms = Searchable(query);
        var scores = new Dictionary<Passage, double>();
        foreach (var passage in passages.Where(passage => terms.Any(term => Count(passage, term) > 0)))
        {
            var article = passages.Where(other => other.Article.Name == passage.Article.Name);
            var own = terms.Sum(term => Impact(passage, term));
            var whole = terms.Sum(term => article.Max(other => Impact(other, term)));
            scores[passage] = own + options.ArticleWeight * whole + options.PhraseBoost * PairWeights(passage, terms);
        }
        return scores;
    }

    private double PairWeights(Passage passage, List<string> terms)
    {
        var words = Analyzer.Analyze(passage.Text);
        return terms.Zip(terms.Skip(1)).Where(pair => pair.First != pair.Second).Distinct().Sum(pair =>
        {
            var near = from i in Enumerable.Range(0, words.Count)
                       from j in Enumerable.Range(0, words.Count)
                       where Math.Abs(i - j) <= 4 && Is(words[i], pair.First) && Is(words[j], pair.Second)
                       select i;
            return near.Any() ? Math.Min(Weight(pair.First), Weight(pair.Second)) : 0;
        });
    }

    private static bool Is(AnalyzedToken token, string term) => !token.IsStopWord && token.Term == term;

    private double Impact(Passage passage, string term)
    {
        var count = Count(passage, term);
        var discount = options.K1 * (1 - options.B + options.B * Length(passage) / passages.Average(Length));
        return count == 0 ? 0 : Weight(term) * (options.K1 + 1) * count / (count + discount);
    }

    private double Weight(string term)
    {
        var frequency = passages.Count(passage => Count(passage, term) > 0);
        return Math.Log(1 + (passages.Count - frequency + 0.5) / (frequency + 0.5));
    }

    private double Count(Passage passage, string term) =>
        Searchable(passage.Text).Count(word => word == term) + options.TitleWeight * Searchable(passage.Article.Title).Count(word => word == term);

    private double Length(Passage passage) => Searchable(passage.Text).Count + options.TitleWeight * Searchable(passage.Article.Title).Count;

    private static List<string> Searchable(string? text) =>
        [.. Analyzer.Analyze(text ?? "").Where(token => !token.IsStopWord).Select(token => token.Term)];
}
