using System.Buffers;
using QaBot.Articles;
using QaBot.Passages;

namespace QaBot.Retrieval;

/// <summary>An immutable BM25 index over passages, in memory. Thread-safe.</summary>
/// <remarks>
/// S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009): terms of the title and of the headings
/// above a passage count as weighted occurrences (BM25F), and a term's weight is ln(1 + (N - n + 0.5) / (n + 0.5)), never negative.
/// A query adds up the postings of one term after the other; what a term gives a passage is computed when the index is built.
/// </remarks>
public sealed class Bm25Index : ICorpusStatistics
{
    /// <summary>Words are looked for near each other in this many passages more than are asked for; others are too far behind to catch up.</summary>
    private const int BoostedBeyondTop = 100;

    /// <summary>How many words after the other one a word still stands near it.</summary>
    private const int Near = 4;

    private readonly Bm25Options _options;
    private readonly Vocabulary _vocabulary;
    private readonly AnalyzedPassage[] _passages;
    private readonly int[] _articleNumbers;
    private readonly int _articleCount;
    private readonly PostingLists _postings;
    private readonly Lazy<Spelling> _spelling;

    /// <param name="options">How passages are ranked; the defaults when null.</param>
    public Bm25Index(Bm25Options? options = null)
        : this(options ?? new Bm25Options(), new Vocabulary(), [])
    {
    }

    private Bm25Index(Bm25Options options, Vocabulary vocabulary, AnalyzedPassage[] passages)
    {
        _options = options;
        _vocabulary = vocabulary;
        _passages = passages;
        _articleNumbers = NumberArticles(passages);
        _articleCount = passages.Length == 0 ? 0 : _articleNumbers[^1] + 1;
        _postings = PostingLists.Build(passages, vocabulary.Count, options);
        // Few questions are misspelt: the first that is pays for the list of words.
        _spelling = new Lazy<Spelling>(() => new Spelling(passages.SelectMany(analyzed => (string[])[analyzed.Passage.Article.Title ?? "", analyzed.Passage.Text])));
    }

    /// <summary>No passages, default options.</summary>
    public static Bm25Index Empty { get; } = new();

    public int PassageCount => _passages.Length;

    /// <summary>In how many passages an analyzed term occurs, or in their headings or title; 0 for stop words, which are not indexed.</summary>
    public int DocumentFrequency(string term)
    {
        var id = _vocabulary.Find(term);
        return id < 0 ? 0 : _postings.Frequency(id);
    }

    /// <inheritdoc/>
    public string? FindSimilar(string word) => _spelling.Value.FindSimilar(word);

    /// <summary>A new index without the named articles' passages and with the given ones; only the given passages are analyzed. This one stays as it is.</summary>
    public Bm25Index With(IReadOnlySet<string> removedArticles, IReadOnlyList<Passage> added)
    {
        ArgumentNullException.ThrowIfNull(removedArticles);
        ArgumentNullException.ThrowIfNull(added);
        var vocabulary = _vocabulary.Copy();
        var titles = new Dictionary<Article, TermSequence>(ReferenceEqualityComparer.Instance);
        var passages = _passages.Where(kept => !removedArticles.Contains(kept.Passage.Article.Name))
            .Concat(added.Select(passage => Analyze(passage, vocabulary, titles)))
            .OrderBy(analyzed => analyzed.Passage, PassageOrder.Instance);
        return new Bm25Index(_options, vocabulary, [.. passages]);
    }

    /// <inheritdoc cref="IRetriever.RetrieveAsync"/>
    public IReadOnlyList<RetrievedPassage> Search(RetrievalQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Top, 1);
        if (_passages.Length == 0 || SearchTerms.Parse(query.Text, _vocabulary) is not { } terms)
            return [];
        var scores = ArrayPool<float>.Shared.Rent(_passages.Length);
        var articleScores = ArrayPool<float>.Shared.Rent(_articleCount);
        try
        {
            return [.. Best(Score(terms, scores.AsSpan(0, _passages.Length), articleScores.AsSpan(0, _articleCount)), query, terms)];
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scores);
            ArrayPool<float>.Shared.Return(articleScores);
        }
    }

    /// <summary>Why a passage has the score that <see cref="Search"/> gives it, whether or not it is among the best.</summary>
    /// <returns>Null when the passage is not in the index, or nothing of the query can be searched. A passage that does not match at all scores 0.</returns>
    public PassageExplanation? Explain(RetrievalQuery query, Passage passage)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(passage);
        if (Find(passage) is not { } number || SearchTerms.Parse(query.Text, _vocabulary) is not { } terms)
            return null;
        var words = WordsOf(query.Text);
        var counts = terms.Weights.ToDictionary(weight => weight.Term, weight => weight.Count);
        var matches = counts.Keys.Any(term => _postings.Impact(term, number) > 0);
        var phrases = terms.Pairs.Select(pair => (pair, Score: matches ? Boost(_passages[number], pair) : 0)).Where(found => found.Score > 0);
        return new PassageExplanation(
            _passages[number].Passage,
            [.. words.Select(word => Explain(word, counts.GetValueOrDefault(word.Id), number, matches))],
            [.. phrases.Select(found => new PhraseContribution(WordOf(found.pair.First), WordOf(found.pair.Second), found.Score))]);

        string WordOf(int id) => words.First(word => word.Id == id).Word;
    }

    /// <summary>Says which passages may be found for a query by other means than its words: those of this index that have what is quoted in it.</summary>
    /// <returns>Null when none may, because the query has no word that could be searched.</returns>
    internal Predicate<Passage>? MayBeFound(string query)
    {
        if (TermSequence.Find(query, _vocabulary).SearchableCount == 0)
            return null;
        var phrases = SearchTerms.PhrasesOf(query, _vocabulary);
        return passage => Find(passage) is { } number && _passages[number].Passage == passage && HasAll(_passages[number], phrases);
    }

    private TermContribution Explain((string Word, string Term, int Id) word, int count, int number, bool matches)
    {
        if (word.Id < 0)
            return new TermContribution(word.Word, word.Term, 0, 0, 0, 0, 0, 0, 0, 0);
        var passage = _passages[number];
        return new TermContribution(
            word.Word,
            word.Term,
            count,
            _postings.Weight(word.Id),
            _postings.Frequency(word.Id),
            passage.Text.Words.Count(word.Id),
            passage.Heading.Words.Count(word.Id),
            passage.Title.Words.Count(word.Id),
            count * (double)_postings.Impact(word.Id, number),
            matches ? _options.ArticleWeight * count * _postings.BestImpact(word.Id, FirstOfArticle(number), LastOfArticle(number)) : 0);
    }

    /// <summary>The searchable words of a query with their terms, each term once; an id below 0 for a term that no passage has.</summary>
    private List<(string Word, string Term, int Id)> WordsOf(string query) =>
    [
        .. new Analyzer().Analyze(query).Where(token => !token.IsStopWord).DistinctBy(token => token.Term)
            .Select(token => (query.Slice(token.Span), token.Term, _vocabulary.Find(token.Term))),
    ];

    private int? Find(Passage passage)
    {
        var number = _passages.AsSpan().BinarySearch(new ByPlace(passage));
        return number >= 0 ? number : null;
    }

    private int FirstOfArticle(int number)
    {
        while (number > 0 && _articleNumbers[number - 1] == _articleNumbers[number])
            number--;
        return number;
    }

    private int LastOfArticle(int number)
    {
        while (number < _passages.Length - 1 && _articleNumbers[number + 1] == _articleNumbers[number])
            number++;
        return number;
    }

    private ReadOnlySpan<float> Score(SearchTerms terms, Span<float> scores, Span<float> articleScores)
    {
        scores.Clear();
        articleScores.Clear();
        foreach (var (term, count) in terms.Weights)
        {
            _postings.AddScores(term, count, scores);
            _postings.AddArticleScores(term, count, _articleNumbers, articleScores);
        }
        for (var number = 0; number < scores.Length; number++)
        {
            if (scores[number] > 0)
                scores[number] += (float)_options.ArticleWeight * articleScores[_articleNumbers[number]];
        }
        return scores;
    }

    /// <summary>For each passage its article's place in the order of names.</summary>
    private static int[] NumberArticles(ReadOnlySpan<AnalyzedPassage> passages)
    {
        var numbers = new int[passages.Length];
        for (var i = 1; i < passages.Length; i++)
            numbers[i] = numbers[i - 1] + (passages[i].Passage.Article.Name == passages[i - 1].Passage.Article.Name ? 0 : 1);
        return numbers;
    }

    private static AnalyzedPassage Analyze(Passage passage, Vocabulary vocabulary, Dictionary<Article, TermSequence> titles)
    {
        if (!titles.TryGetValue(passage.Article, out var title))
            titles[passage.Article] = title = TermSequence.Analyze(passage.Article.Title, vocabulary);
        return new AnalyzedPassage(passage, TermSequence.Analyze(passage.Text, vocabulary), TermSequence.Analyze(passage.Heading, vocabulary), title);
    }

    private IEnumerable<RetrievedPassage> Best(ReadOnlySpan<float> scores, RetrievalQuery query, SearchTerms terms)
    {
        var best = new TopPassages(new (int, float)[Math.Min(query.Top + BoostedBeyondTop, _passages.Length)]);
        for (var number = 0; number < scores.Length; number++)
        {
            if (scores[number] > 0 && best.Admits(scores[number]) && IsWanted(_passages[number], query, terms))
                best.Add(number, scores[number]);
        }
        return best.Descending().ToArray()
            .Select(found => (found.Number, Score: found.Score + Boost(_passages[found.Number], terms)))
            .OrderByDescending(found => found.Score).ThenBy(found => found.Number)
            .Take(query.Top)
            .Select((found, index) => new RetrievedPassage(_passages[found.Number].Passage, found.Score, index + 1));
    }

    private double Boost(AnalyzedPassage analyzed, SearchTerms terms)
    {
        var boost = 0.0;
        foreach (var pair in terms.Pairs)
            boost += Boost(analyzed, pair);
        return boost;
    }

    private double Boost(AnalyzedPassage analyzed, (int First, int Second) pair) =>
        _options.PhraseBoost > 0 && analyzed.Text.HasNear(pair.First, pair.Second, Near)
            ? _options.PhraseBoost * Math.Min(_postings.Weight(pair.First), _postings.Weight(pair.Second))
            : 0;

    private static bool IsWanted(AnalyzedPassage analyzed, RetrievalQuery query, SearchTerms terms)
    {
        if (query.Articles is { } articles && !articles.Contains(analyzed.Passage.Article.Name))
            return false;
        return HasAll(analyzed, terms.Phrases);
    }

    private static bool HasAll(AnalyzedPassage analyzed, IReadOnlyList<TermSequence> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (!analyzed.Contains(phrase.Words))
                return false;
        }
        return true;
    }

    /// <summary>Where a passage stands in the order of the index.</summary>
    private readonly struct ByPlace(Passage passage) : IComparable<AnalyzedPassage>
    {
        public int CompareTo(AnalyzedPassage? other) => PassageOrder.Instance.Compare(passage, other!.Passage);
    }
}
