using QaBot.Articles;
using QaBot.Retrieval;

namespace QaBot.Grounding;

/// <summary>A claim side by side with the sentences that should support it.</summary>
internal sealed class Comparison
{
    private const int WindowSentences = 3;

    private readonly HashSet<string> _terms = new(StringComparer.Ordinal);
    private readonly HashSet<string> _forms = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stems = new(StringComparer.Ordinal);
    private readonly HashSet<int> _synonyms = [];
    private readonly HashSet<string> _acronyms = new(StringComparer.Ordinal);
    private readonly double[] _weights;

    public Comparison(string claim, IReadOnlyList<string> sources, Analyzer analyzer)
    {
        Claim = new Statement(claim, analyzer);
        Sources = sources;
        Sentences = [.. sources.SelectMany(s => SentenceSplitter.Split(s).Select(span => new Statement(s.Slice(span), analyzer)))];
        foreach (var sentence in Sentences)
            Know(sentence);
        foreach (var source in sources)
            _acronyms.UnionWith(Acronyms.In(source));
        _weights = [.. Claim.Content.Select(Weight)];
        Total = _weights.Sum();
        Nearest = BestSentence();
        Window = BestWindow();
        WindowForms = Window.SelectMany(s => s.Forms).ToHashSet(StringComparer.Ordinal);
    }

    public Statement Claim { get; }

    /// <summary>The texts as they stand.</summary>
    public IReadOnlyList<string> Sources { get; }

    public IReadOnlyList<Statement> Sentences { get; }

    /// <summary>The sentence that shares most with the claim; null when no sentence shares a word.</summary>
    public Statement? Nearest { get; }

    /// <summary>The nearest sentences in a row, at most three, that share most with the claim.</summary>
    public IReadOnlyList<Statement> Window { get; }

    public IReadOnlySet<string> WindowForms { get; }

    private double Total { get; }

    /// <summary>Share of the claim's weight that the sources have at all.</summary>
    public double Coverage => Total == 0 ? 0 : Share(Claim.Content, IsKnown);

    public double NearestCoverage => Nearest is null ? 0 : Share(Claim.Content, Nearest.Has);

    public IReadOnlyList<StatementWord> Unknown => [.. Claim.Content.Where(w => !IsKnown(w))];

    /// <summary>The smallest coverage of any of the claim's own sentences: one sentence from nowhere spoils a claim.</summary>
    public double LeastCoverage()
    {
        var least = Coverage;
        var parts = SentenceSplitter.Split(Claim.Text);
        foreach (var part in parts)
        {
            var words = Claim.Content.Where(w => part.Contains(w.Span)).ToList();
            var weight = words.Sum(Weight);
            if (words.Count >= 2)
                least = Math.Min(least, words.Where(IsKnown).Sum(Weight) / weight);
        }

        return least;
    }

    /// <summary>Share of all words of the claim, function words too, that the sources have.</summary>
    public double WordCoverage() => Claim.Words.Count == 0 ? 0 : (double)Claim.Words.Count(w => _forms.Contains(w.Form) || IsKnown(w)) / Claim.Words.Count;

    /// <summary>Share of the claim's pairs of neighbouring words, function words too, that stand so in the sources.</summary>
    public double PhraseCoverage()
    {
        if (Claim.Words.Count < 2)
            return WordCoverage();
        var pairs = new HashSet<(string, string)>();
        foreach (var words in Sentences.Select(s => s.Words))
        {
            for (var i = 1; i < words.Count; i++)
                pairs.Add((words[i - 1].Term, words[i].Term));
        }

        var shared = Enumerable.Range(1, Claim.Words.Count - 1).Count(i => pairs.Contains((Claim.Words[i - 1].Term, Claim.Words[i].Term)));
        return shared / (Claim.Words.Count - 1.0);
    }

    /// <summary>Longest common subsequence of content words with the nearest sentences, as a share of the claim's.</summary>
    public double OrderedCoverage()
    {
        if (Claim.Content.Count == 0)
            return 0;
        var source = Window.SelectMany(s => s.Content).Select(w => w.Term).ToArray();
        var previous = new int[source.Length + 1];
        foreach (var word in Claim.Content)
        {
            var row = new int[source.Length + 1];
            for (var i = 1; i <= source.Length; i++)
                row[i] = source[i - 1] == word.Term ? previous[i - 1] + 1 : Math.Max(previous[i], row[i - 1]);
            previous = row;
        }

        return (double)previous[^1] / Claim.Content.Count;
    }

    public bool IsKnown(StatementWord word) =>
        _terms.Contains(word.Term) || _forms.Contains(word.Form) || _stems.Contains(word.Stem) || _synonyms.Contains(word.Synonyms)
        || (word.Surface.Length >= 2 && word.Surface.All(char.IsUpper) && _acronyms.Contains(word.Surface));

    private void Know(Statement sentence)
    {
        _forms.UnionWith(sentence.Forms);
        _terms.UnionWith(sentence.Terms);
        _stems.UnionWith(sentence.Stems);
        _synonyms.UnionWith(sentence.Synonyms);
    }

    private double Share(IReadOnlyList<StatementWord> words, Func<StatementWord, bool> isShared)
    {
        var shared = 0.0;
        for (var i = 0; i < words.Count; i++)
            shared += isShared(words[i]) ? _weights[i] : 0;
        return Total == 0 ? 0 : shared / Total;
    }

    private static double Weight(StatementWord word) =>
        (word.IsNumber ? 1.5 : word.IsName ? 1.3 : 1.0) * (0.5 + (0.1 * Math.Min(word.Surface.Length, 8)));

    private Statement? BestSentence()
    {
        Statement? best = null;
        var most = 0.0;
        foreach (var sentence in Sentences)
        {
            var share = Share(Claim.Content, w => sentence.Terms.Contains(w.Term));
            if (share > most)
                (best, most) = (sentence, share);
        }

        return best;
    }

    private IReadOnlyList<Statement> BestWindow()
    {
        var (best, most) = (0, -1.0);
        for (var first = 0; first < Sentences.Count; first++)
        {
            var last = Math.Min(first + WindowSentences, Sentences.Count);
            var share = Share(Claim.Content, w =>
            {
                for (var i = first; i < last; i++)
                {
                    if (Sentences[i].Terms.Contains(w.Term))
                        return true;
                }

                return false;
            });
            if (share > most)
                (best, most) = (first, share);
        }

        return [.. Sentences.Skip(best).Take(WindowSentences)];
    }
}
