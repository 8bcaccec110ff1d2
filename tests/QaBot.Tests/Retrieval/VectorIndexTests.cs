using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using QaBot.Retrieval;

namespace QaBot.Tests.Retrieval;

public sealed class VectorIndexTests
{
    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    [Fact]
    public void The_length_of_a_vector_plays_no_part()
    {
        var found = Index(("a.txt", [[1, 1]]), ("b.txt", [[0, 100]])).Search([7, 7], 2);
        Assert.Equal(["a.txt", "b.txt"], found.Select(match => match.Passage.Article.Name));
        Assert.Equal(1, found[0].Similarity, 1e-6f);
        Assert.Equal(MathF.Sqrt(0.5f), found[1].Similarity, 1e-6f);
    }

    [Fact]
    public void What_points_elsewhere_is_not_found() => Assert.Empty(Index(("a.txt", [[0, 1]]), ("b.txt", [[-1, 0.5f]])).Search([1, 0], 5));

    [Fact]
    public void Ties_keep_the_order_of_articles_and_passages()
    {
        var found = Index(("b.txt", [[1, 0], [2, 0]]), ("a.txt", [[3, 0]]), ("c.txt", [[1, 0]])).Search([1, 0], 3);
        Assert.Equal([("a.txt", 0), ("b.txt", 0), ("b.txt", 2)], found.Select(match => (match.Passage.Article.Name, match.Passage.Span.Start)));
    }

    [Fact]
    public void Only_the_named_articles_and_what_is_admitted_is_searched()
    {
        var index = Index(("a.txt", [[1, 0]]), ("b.txt", [[1, 0], [1, 0.1f]]), ("c.txt", [[1, 0]]));
        Assert.Equal(["b.txt", "b.txt"], index.Search([1, 0], 5, new HashSet<string> { "b.txt", "none.txt" }).Select(match => match.Passage.Article.Name));
        Assert.Equal(2, Assert.Single(index.Search([1, 0], 1, new HashSet<string> { "b.txt" }, passage => passage.Span.Start > 0)).Passage.Span.Start);
    }

    [Fact]
    public void A_query_of_zeros_finds_nothing_and_one_of_another_length_is_a_mistake()
    {
        var index = Index(("a.txt", [[1, 0]]));
        Assert.Empty(index.Search([0, 0], 5));
        Assert.Empty(VectorIndex.Empty.Search([1, 2, 3], 5));
        Assert.Throws<ArgumentException>(() => index.Search([1, 0, 0], 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Search([1, 0], 0));
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(float.NaN, 1f)]
    [InlineData(float.PositiveInfinity, 1f)]
    public void A_vector_without_a_direction_is_not_taken(float x, float y) => Assert.Throws<ArgumentException>(() => Index(("a.txt", [[x, y]])));

    [Fact]
    public void Vectors_of_two_lengths_are_not_taken() => Assert.Throws<ArgumentException>(() => Index(("a.txt", [[1, 0]]), ("b.txt", [[1, 0, 0]])));

    [Property(MaxTest = 200)]
    public Property What_is_found_is_what_a_scalar_loop_finds() => Prop.ForAll(Corpora(), corpus =>
    {
        var expected = corpus.Vectors.Select(item => (item.Passage, Cosine: Cosine(item.Vector.Span, corpus.Query))).ToDictionary(item => item.Passage, item => item.Cosine);
        var found = VectorIndex.Empty.With(None, corpus.Vectors).Search(corpus.Query, corpus.Top);
        Assert.All(found, match => Assert.Equal(expected[match.Passage], match.Similarity, 1e-4));
        Assert.All(found.Zip(found.Skip(1)), pair => Assert.True(pair.First.Similarity >= pair.Second.Similarity));
        Assert.InRange(found.Count, Math.Min(corpus.Top, expected.Values.Count(cosine => cosine > 1e-4)), Math.Min(corpus.Top, expected.Values.Count(cosine => cosine > -1e-4)));
        var left = expected.Where(item => found.All(match => match.Passage != item.Key)).Select(item => item.Value).DefaultIfEmpty(-1).Max();
        Assert.True(found.Count < corpus.Top || left <= found[^1].Similarity + 1e-4);
    });

    [Property(MaxTest = 100)]
    public Property An_index_changed_in_steps_equals_one_made_at_once() => Prop.ForAll(Corpora(), corpus =>
    {
        var removed = new HashSet<string> { "b.txt", "d.txt" };
        var kept = corpus.Vectors.Where(item => !removed.Contains(item.Passage.Article.Name)).ToList();
        var renewed = corpus.Vectors.Where(item => item.Passage.Article.Name == "d.txt").ToList();
        var changed = VectorIndex.Empty.With(None, corpus.Vectors).With(removed, renewed);
        var fresh = VectorIndex.Empty.With(None, [.. renewed, .. kept]);
        Assert.Equal(fresh.Passages, changed.Passages);
        if (fresh.Count > 0)
            Assert.Equal(fresh.Search(corpus.Query, 50), changed.Search(corpus.Query, 50));
    });

    [Fact]
    public void Searches_in_parallel_find_what_one_search_finds()
    {
        var random = new Random(1);
        var index = Index([.. Enumerable.Range(0, 50).Select(i => ($"{i:00}.txt", Enumerable.Range(0, 4).Select(_ => Vector(random, 33)).ToArray()))]);
        var queries = Enumerable.Range(0, 16).Select(_ => Vector(random, 33)).ToList();
        var expected = queries.Select(query => index.Search(query, 10)).ToList();
        Parallel.For(0, 1000, i => Assert.Equal(expected[i % 16], index.Search(queries[i % 16], 10)));
    }

    [Fact]
    public void A_search_allocates_nothing_but_its_result()
    {
        var random = new Random(1);
        var index = Index([.. Enumerable.Range(0, 200).Select(i => ($"{i:000}.txt", new[] { Vector(random, 64) }))]);
        var query = Vector(random, 64);
        for (var i = 0; i < 100; i++)
            index.Search(query, 10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            index.Search(query, 10);
        // Ten matches of a reference and a number each, and the array's head.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 1, (10 * 16) + 32);
    }

    private static VectorIndex Index(params (string Name, float[][] Vectors)[] articles) => VectorIndex.Empty.With(None, Vectors(articles));

    private static IReadOnlyList<PassageVector> Vectors((string Name, float[][] Vectors)[] articles) =>
    [
        .. articles.SelectMany(article => TestPassages.Article(article.Name, null, [.. article.Vectors.Select(_ => "x")])
            .Select((passage, i) => new PassageVector(passage, article.Vectors[i]))),
    ];

    private static float[] Vector(Random random, int dimensions) => [.. Enumerable.Range(0, dimensions).Select(_ => (random.NextSingle() * 2) - 1)];

    private static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (product, first, second) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            product += (double)a[i] * b[i];
            first += (double)a[i] * a[i];
            second += (double)b[i] * b[i];
        }

        return product / Math.Sqrt(first * second);
    }

    /// <summary>Lengths that fill no register evenly are among them.</summary>
    private static Arbitrary<TestVectors> Corpora() =>
        Gen.Zip(Gen.Choose(1, 70), Gen.Zip(Gen.Choose(1, 12), Gen.Choose(0, int.MaxValue))).Select(drawn =>
        {
            var random = new Random(drawn.Item2.Item2);
            var articles = "abcde".Select(letter => ($"{letter}.txt", Enumerable.Range(0, random.Next(1, 6)).Select(_ => Vector(random, drawn.Item1)).ToArray()));
            return new TestVectors(Vectors([.. articles]), Vector(random, drawn.Item1), drawn.Item2.Item1);
        }).ToArbitrary();

    public sealed record TestVectors(IReadOnlyList<PassageVector> Vectors, float[] Query, int Top);
}
