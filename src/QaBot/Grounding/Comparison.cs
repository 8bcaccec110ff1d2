using QaBot.Articles;
using QaBot.Retrieval;

namespace QaBot.Grounding;

/// <summary>A claim side by side with the sentences that should support it, each of its words beside the words that say the same.</summary>
internal sealed class Comparison
{
    private const int WindowSentences = 3;

    /// <summary>What a further sentence of the window must add, as a share of the claim.</summary>
    private const double LeastGain = 0.04;

    private const double AcronymLikeness = 0.9;

    private readonly Dictionary<int, int> _places = [];
    private readonly double[] _weights;
    private readonly double[] _anywhere;
    private readonly double[,] _likeness;

    public Comparison(string claim, IReadOnlyList<string> sources, Analyzer analyzer)
    {
        Claim = new Statement(claim, analyzer);
        Sources = sources;
        Sentences = [.. sources.SelectMany(s => SentenceSplitter.Split(s).Select(span => new Statement(s.Slice(span), analyzer)))];
        for (var i = 0; i < Claim.Content.Count; i++)
            _places[Claim.Content[i].Span.Start] = i;
        _likeness = new double[Claim.Content.Count, Sentences.Count];
        _anywhere = Compare();
        _weights = [.. Claim.Content.Select((word, i) => IsFraming(word, i) ? 0 : Weight(word))];
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

    private int NearestIndex { get; set; } = -1;

    private TextSpan WindowRange { get; set; }

    /// <summary>Share of the claim's weight that the sources have at all.</summary>
    public double Coverage => Share(i => _anywhere[i]);

    /// <summary>The same by the words themselves in any form, without synonyms.</summary>
    public double ExactCoverage => Share(i => _anywhere[i] >= 1 ? 1 : 0);

    public double NearestCoverage => NearestIndex < 0 ? 0 : Share(i => _likeness[i, NearestIndex]);

    /// <summary>The sentence after which, or before which, another may tell who says it.</summary>
    public Statement? Beside(int distance) => NearestIndex >= 0 && NearestIndex + distance is var at && at >= 0 && at < Sentences.Count ? Sentences[at] : null;

    public double WindowCoverage => Share(InWindow);

    public IReadOnlyList<StatementWord> Unknown => [.. Claim.Content.Where((w, i) => !IsKnown(w) && !IsFraming(w, i))];

    public bool IsKnown(StatementWord word) => LikenessOf(word) >= Likeness.Found;

    /// <summary>How like the word is to the likest in the sources.</summary>
    public double LikenessOf(StatementWord word) => _places.TryGetValue(word.Span.Start, out var place) ? _anywhere[place] : 0;

    /// <summary>How like the word is to the likest in the window.</summary>
    public double WindowLikenessOf(StatementWord word) => _places.TryGetValue(word.Span.Start, out var place) ? InWindow(place) : 0;

    /// <summary>How like the word is to the likest in the nearest sentence.</summary>
    public double NearestLikenessOf(StatementWord word) => NearestIndex >= 0 && _places.TryGetValue(word.Span.Start, out var place) ? _likeness[place, NearestIndex] : 0;

    /// <summary>The smallest coverage of any of the claim's own sentences: one sentence from nowhere spoils a claim.</summary>
    public double LeastCoverage()
    {
        var least = Coverage;
        foreach (var part in SentenceSplitter.Split(Claim.Text))
        {
            var (known, weight, count) = (0.0, 0.0, 0);
            for (var i = 0; i < Claim.Content.Count; i++)
            {
                if (!part.Contains(Claim.Content[i].Span))
                    continue;
                known += _weights[i] * _anywhere[i];
                weight += _weights[i];
                count++;
            }

            if (count >= 2 && weight > 0)
                least = Math.Min(least, known / weight);
        }

        return least;
    }

    /// <summary>Share of all words of the claim, function words too, that the sources have.</summary>
    public double WordCoverage()
    {
        if (Claim.Words.Count == 0)
            return 0;
        var missing = Claim.Words.Where(w => !IsKnown(w)).Select(w => w.Form).ToHashSet(StringComparer.Ordinal);
        foreach (var sentence in Sentences)
        {
            foreach (var word in sentence.Words)
                missing.Remove(word.Form);
        }

        return (double)Claim.Words.Count(w => IsKnown(w) || !missing.Contains(w.Form)) / Claim.Words.Count;
    }

    /// <summary>Share of the claim's runs of so many neighbouring words, function words too, that stand so in the sources.</summary>
    public double PhraseCoverage(int length)
    {
        if (Claim.Words.Count < length)
            return WordCoverage();
        var places = Enumerable.Range(0, Claim.Words.Count - length + 1).ToLookup(i => Claim.Words[i].Term, StringComparer.Ordinal);
        var found = new bool[Claim.Words.Count - length + 1];
        foreach (var words in Sentences.Select(s => s.Words))
        {
            for (var i = 0; i + length <= words.Count; i++)
            {
                foreach (var place in places[words[i].Term])
                    found[place] |= HasRun(words, i, place, length);
            }
        }

        return (double)found.Count(isFound => isFound) / found.Length;
    }

    private bool HasRun(IReadOnlyList<StatementWord> words, int at, int place, int length)
    {
        for (var i = 1; i < length; i++)
        {
            if (words[at + i].Term != Claim.Words[place + i].Term)
                return false;
        }

        return true;
    }

    /// <summary>Longest common subsequence of content words with the nearest sentences, as a share of the claim's.</summary>
    public double OrderedCoverage()
    {
        if (Claim.Content.Count == 0)
            return 0;
        var source = Window.SelectMany(s => s.Content).ToArray();
        var previous = new int[source.Length + 1];
        foreach (var word in Claim.Content)
        {
            var row = new int[source.Length + 1];
            for (var i = 1; i <= source.Length; i++)
                row[i] = source[i - 1].Root == word.Root ? previous[i - 1] + 1 : Math.Max(previous[i], row[i - 1]);
            previous = row;
        }

        return (double)previous[^1] / Claim.Content.Count;
    }

    /// <summary>The longest run of words that stands so in one sentence, as a share of the claim's words.</summary>
    public double LongestRun()
    {
        var longest = 0;
        foreach (var stated in Window.Select(s => s.Words))
        {
            var previous = new int[stated.Count + 1];
            foreach (var word in Claim.Words)
            {
                var row = new int[stated.Count + 1];
                for (var i = 1; i <= stated.Count; i++)
                {
                    row[i] = stated[i - 1].Root == word.Root ? previous[i - 1] + 1 : 0;
                    longest = Math.Max(longest, row[i]);
                }

                previous = row;
            }
        }

        return Claim.Words.Count == 0 ? 0 : (double)longest / Claim.Words.Count;
    }

    private bool IsFraming(StatementWord word, int place) => _anywhere[place] < Likeness.Found && Lexicon.Framing.Contains(word.Form);

    private double[] Compare()
    {
        var index = new ClaimIndex(Claim);
        var anywhere = new double[Claim.Content.Count];
        var likeness = new double[Claim.Content.Count];
        for (var s = 0; s < Sentences.Count; s++)
        {
            Array.Clear(likeness);
            index.Compare(Sentences[s], likeness);
            for (var i = 0; i < anywhere.Length; i++)
            {
                _likeness[i, s] = likeness[i];
                anywhere[i] = Math.Max(anywhere[i], likeness[i]);
            }
        }

        for (var i = 0; i < anywhere.Length; i++)
        {
            if (anywhere[i] < AcronymLikeness && Claim.Content[i].Surface is { Length: >= 2 } surface && surface.All(char.IsUpper) && Sources.Any(source => Acronyms.In(source).Contains(surface)))
                anywhere[i] = AcronymLikeness;
        }

        return anywhere;
    }

    private double InWindow(int word)
    {
        var most = 0.0;
        for (var s = WindowRange.Start; s < WindowRange.End; s++)
            most = Math.Max(most, _likeness[word, s]);
        return Math.Max(most, _anywhere[word] == AcronymLikeness ? AcronymLikeness : 0);
    }

    private double Share(Func<int, double> shared)
    {
        var sum = 0.0;
        for (var i = 0; i < _weights.Length; i++)
            sum += _weights[i] * shared(i);
        return Total == 0 ? 0 : sum / Total;
    }

    private static double Weight(StatementWord word) =>
        (word.IsNumber ? 1.5 : word.IsName ? 1.3 : Lexicon.Light.Contains(word.Form) ? 0.6 : 1.0) * (0.5 + (0.1 * Math.Min(word.Surface.Length, 8)));

    private Statement? BestSentence()
    {
        var most = 0.0;
        for (var s = 0; s < Sentences.Count; s++)
        {
            var share = Share(i => _likeness[i, s]);
            if (share > most)
                (NearestIndex, most) = (s, share);
        }

        return NearestIndex < 0 ? null : Sentences[NearestIndex];
    }

    private IReadOnlyList<Statement> BestWindow()
    {
        var most = -1.0;
        for (var length = 1; length <= Math.Min(WindowSentences, Sentences.Count); length++)
        {
            var before = most < 0 ? most : most + LeastGain;
            for (var first = 0; first + length <= Sentences.Count; first++)
            {
                var range = new TextSpan(first, first + length);
                var share = Share(i =>
                {
                    var best = 0.0;
                    for (var s = range.Start; s < range.End; s++)
                        best = Math.Max(best, _likeness[i, s]);
                    return best;
                });
                if (share > before && share > most)
                    (WindowRange, most) = (range, share);
            }
        }

        return [.. Sentences.Skip(WindowRange.Start).Take(WindowRange.Length)];
    }
}
