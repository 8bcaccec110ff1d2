namespace QaBot.Retrieval;

/// <summary>For each term the passages that it occurs in and what it gives their score. Immutable.</summary>
internal sealed class PostingLists
{
    /// <summary>Term t has the postings from <c>_starts[t]</c> to <c>_starts[t + 1]</c>.</summary>
    private readonly int[] _starts;

    private readonly int _passageCount;
    private readonly int[] _passages;
    private readonly float[] _impacts;

    private PostingLists(int passageCount, int[] starts, int[] passages, float[] impacts)
    {
        _passageCount = passageCount;
        _starts = starts;
        _passages = passages;
        _impacts = impacts;
    }

    public static PostingLists Build(ReadOnlySpan<AnalyzedPassage> passages, int termCount, Bm25Options options)
    {
        var occurrences = new Occurrences(termCount, options);
        var starts = new int[termCount + 1];
        var lengths = new double[passages.Length];
        for (var number = 0; number < passages.Length; number++)
        {
            lengths[number] = occurrences.Count(passages[number]);
            foreach (var term in occurrences.Terms)
                starts[term + 1]++;
        }
        for (var term = 0; term < termCount; term++)
            starts[term + 1] += starts[term];
        var lists = new PostingLists(passages.Length, starts, new int[starts[termCount]], new float[starts[termCount]]);
        lists.Fill(passages, occurrences, lengths, options);
        return lists;
    }

    /// <summary>In how many passages the term occurs.</summary>
    public int Frequency(int term) => _starts[term + 1] - _starts[term];

    /// <summary>How much the term tells: ln(1 + (N - n + 0.5) / (n + 0.5)).</summary>
    public double Weight(int term)
    {
        var frequency = Frequency(term);
        return Math.Log(1 + (_passageCount - frequency + 0.5) / (frequency + 0.5));
    }

    /// <summary>Adds what the term, with its count in the query, gives each passage to the passage's score.</summary>
    public void AddScores(int term, int count, Span<float> scores)
    {
        var (start, end) = (_starts[term], _starts[term + 1]);
        var impacts = _impacts.AsSpan(start, end - start);
        var passages = _passages.AsSpan(start, end - start);
        for (var i = 0; i < passages.Length; i++)
            scores[passages[i]] += count * impacts[i];
    }

    /// <summary>What one occurrence of the term in a query gives a passage; 0 where the passage lacks it.</summary>
    public float Impact(int term, int passage)
    {
        var at = Array.BinarySearch(_passages, _starts[term], Frequency(term), passage);
        return at < 0 ? 0 : _impacts[at];
    }

    /// <summary>The most that one occurrence of the term in a query gives any of the passages from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public float BestImpact(int term, int first, int last)
    {
        var at = Array.BinarySearch(_passages, _starts[term], Frequency(term), first);
        var best = 0f;
        for (var i = at < 0 ? ~at : at; i < _starts[term + 1] && _passages[i] <= last; i++)
            best = Math.Max(best, _impacts[i]);
        return best;
    }

    /// <summary>Adds what the term gives the best of each article's passages to the article's score.</summary>
    /// <param name="articleNumbers">For each passage its article; ascending.</param>
    public void AddArticleScores(int term, int count, ReadOnlySpan<int> articleNumbers, Span<float> scores)
    {
        var (article, best) = (0, 0f);
        for (var i = _starts[term]; i < _starts[term + 1]; i++)
        {
            if (articleNumbers[_passages[i]] != article)
            {
                scores[article] += count * best;
                (article, best) = (articleNumbers[_passages[i]], 0);
            }
            best = Math.Max(best, _impacts[i]);
        }
        scores[article] += count * best;
    }

    private void Fill(ReadOnlySpan<AnalyzedPassage> passages, Occurrences occurrences, double[] lengths, Bm25Options options)
    {
        var next = _starts.AsSpan(0, _starts.Length - 1).ToArray();
        var averageLength = lengths.Length == 0 ? 1 : Math.Max(lengths.Average(), double.Epsilon);
        for (var number = 0; number < passages.Length; number++)
        {
            occurrences.Count(passages[number]);
            var discount = options.K1 * (1 - options.B + options.B * lengths[number] / averageLength);
            foreach (var term in occurrences.Terms)
            {
                var count = occurrences[term];
                _passages[next[term]] = number;
                _impacts[next[term]++] = (float)(Weight(term) * (options.K1 + 1) * count / (count + discount));
            }
        }
    }

    /// <summary>The weighted occurrences of terms in one passage after the other.</summary>
    private sealed class Occurrences(int termCount, Bm25Options options)
    {
        private readonly double[] _counts = new double[termCount];
        private readonly List<int> _terms = [];

        public IReadOnlyList<int> Terms => _terms;

        public double this[int term] => _counts[term];

        /// <summary>Replaces the occurrences by the passage's and returns its weighted length.</summary>
        public double Count(AnalyzedPassage passage)
        {
            foreach (var term in _terms)
                _counts[term] = 0;
            _terms.Clear();
            return Add(passage.Text, 1) + Add(passage.Heading, options.HeadingWeight) + Add(passage.Title, options.TitleWeight);
        }

        private double Add(TermSequence words, double weight)
        {
            if (weight == 0)
                return 0;
            foreach (var word in words.Words)
            {
                if (word < 0)
                    continue;
                if (_counts[word] == 0)
                    _terms.Add(word);
                _counts[word] += weight;
            }
            return weight * words.SearchableCount;
        }
    }
}
