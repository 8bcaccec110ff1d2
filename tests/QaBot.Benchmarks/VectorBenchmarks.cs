using BenchmarkDotNet.Attributes;
using QaBot.Articles;
using QaBot.Passages;
using QaBot.Retrieval;

namespace QaBot.Benchmarks;

/// <summary>What searching by meaning costs beside a loop without SIMD and beside a search by words, over the same number of passages.</summary>
[MemoryDiagnoser]
public class VectorBenchmarks
{
    private const int Words = 60;
    private const int Vocabulary = 20_000;

    private readonly Random _random = new(1);
    private float[] _rows = [];
    private float[] _query = [];
    private VectorIndex _vectors = VectorIndex.Empty;
    private Bm25Index _words = Bm25Index.Empty;
    private readonly RetrievalQuery _question = new("w10 w200 w3000 w15000");

    [Params(10_000, 100_000)]
    public int Passages { get; set; }

    [Params(384, 1536)]
    public int Dimensions { get; set; }

    [GlobalSetup]
    public void Start()
    {
        var passages = Enumerable.Range(0, Passages).Select(Passage).ToList();
        _rows = [.. Enumerable.Range(0, Passages * Dimensions).Select(_ => _random.NextSingle() - 0.5f)];
        _query = _rows[..Dimensions];
        var none = new HashSet<string>();
        _vectors = VectorIndex.Empty.With(none, [.. passages.Select((passage, i) => new PassageVector(passage, _rows.AsMemory(i * Dimensions, Dimensions)))]);
        _words = Bm25Index.Empty.With(none, passages);
    }

    [Benchmark(Baseline = true)]
    public int ByMeaning() => _vectors.Search(_query, 100).Count;

    /// <summary>Only the scalar products, of rows that are not even normalised.</summary>
    [Benchmark]
    public float ByMeaningWithoutSimd()
    {
        var best = float.MinValue;
        for (var start = 0; start < _rows.Length; start += Dimensions)
        {
            var product = 0f;
            for (var i = 0; i < Dimensions; i++)
                product += _rows[start + i] * _query[i];
            best = Math.Max(best, product);
        }

        return best;
    }

    [Benchmark]
    public int ByWords() => _words.Search(_question).Count;

    /// <summary>Few words are frequent and many rare, as in language.</summary>
    private Passage Passage(int number)
    {
        var text = string.Join(' ', Enumerable.Range(0, Words).Select(_ => $"w{(int)Math.Exp(_random.NextDouble() * Math.Log(Vocabulary))}"));
        var article = new Article { Name = $"{number:000000}.txt", Text = text, ContentHash = "", Blocks = [] };
        var span = new TextSpan(0, text.Length);
        return new Passage(article, span, [span], null, Words);
    }
}
