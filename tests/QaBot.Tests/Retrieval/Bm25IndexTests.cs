using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using QaBot.Passages;
using QaBot.Retrieval;

namespace QaBot.Tests.Retrieval;

public sealed class Bm25IndexTests
{
    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    [Fact]
    public void A_term_is_counted_once_a_passage_and_a_stop_word_never()
    {
        var index = Bm25Index.Empty.With(None, TestPassages.Article("a.txt", null, "River and river.", "The river.", "A sea."));
        Assert.Equal(3, index.PassageCount);
        Assert.Equal(2, index.DocumentFrequency("river"));
        Assert.Equal(0, index.DocumentFrequency("the"));
        Assert.Equal(0, index.DocumentFrequency("lake"));
    }

    [Fact]
    public void A_title_makes_its_passages_found()
    {
        var passages = TestPassages.Article("a.txt", "The Mérida Initiative", "Both states agreed.").Concat(TestPassages.Article("b.txt", null, "Some states agreed."));
        var found = Bm25Index.Empty.With(None, [.. passages]).Search(new("states in the merida initiative"));
        Assert.Equal(["a.txt", "b.txt"], found.Select(passage => passage.Passage.Article.Name));
    }

    [Fact]
    public void Of_passages_with_the_same_words_the_one_with_them_side_by_side_is_first()
    {
        var passages = TestPassages.Article("a.txt", null, "Climate in spring, in summer and in autumn; a change.")
            .Concat(TestPassages.Article("b.txt", null, "Climate change in spring, in summer and in autumn; a."));
        Assert.Equal("b.txt", Bm25Index.Empty.With(None, [.. passages]).Search(new("climate change"))[0].Passage.Article.Name);
    }

    [Fact]
    public void The_rest_of_an_article_tells_equal_passages_apart()
    {
        var passages = TestPassages.Article("a.txt", null, "The cost was high.", "A tower was there.").Concat(TestPassages.Article("b.txt", null, "The cost was high.", "A bridge was there."));
        Assert.Equal("b.txt", Bm25Index.Empty.With(None, [.. passages]).Search(new("cost bridge") { Top = 4 }).First(found => found.Passage.Span.Start == 0).Passage.Article.Name);
    }

    [Fact]
    public void The_index_that_another_was_made_from_stays_as_it_was()
    {
        var before = Bm25Index.Empty.With(None, TestPassages.Article("a.txt", null, "A river."));
        _ = before.With(new HashSet<string> { "a.txt" }, TestPassages.Article("b.txt", null, "A lake."));
        Assert.Equal("a.txt", Assert.Single(before.Search(new("river"))).Passage.Article.Name);
        Assert.Equal(0, before.DocumentFrequency("lake"));
        Assert.Equal(0, Bm25Index.Empty.PassageCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Fewer_than_one_passage_cannot_be_asked_for(int top) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Bm25Index.Empty.Search(new RetrievalQuery("river", top)));

    [Property(MaxTest = 300)]
    public Property Scores_are_those_of_the_formula() => Prop.ForAll(Corpora(), Queries(), (corpus, query) =>
    {
        var options = new Bm25Options();
        var expected = new ReferenceBm25(corpus.Passages, options).Score(query);
        var found = new Bm25Index(options).With(None, corpus.Passages).Search(new RetrievalQuery(query, 100));
        Assert.Equal(expected.Count, found.Count);
        foreach (var passage in found)
            Assert.Equal(expected[passage.Passage], passage.Score, 1e-4);
    });

    [Property(MaxTest = 300)]
    public Property An_index_changed_in_steps_equals_one_made_at_once() => Prop.ForAll(Corpora(), Corpora(), Queries(), (first, second, query) =>
    {
        var removed = first.Names.Where(name => name[0] % 2 == 0).Concat(second.Names).ToHashSet();
        var changed = Bm25Index.Empty.With(None, first.Passages).With(removed, second.Passages);
        var kept = first.Passages.Where(passage => !removed.Contains(passage.Article.Name));
        var fresh = Bm25Index.Empty.With(None, [.. kept, .. second.Passages]);
        Assert.Equal(fresh.PassageCount, changed.PassageCount);
        Assert.Equal(fresh.DocumentFrequency("river"), changed.DocumentFrequency("river"));
        Assert.Equal(fresh.Search(new(query)), changed.Search(new(query)));
    });

    [Fact]
    public void Searches_in_parallel_find_what_one_search_finds()
    {
        var passages = Enumerable.Range(0, 200).SelectMany(i => TestPassages.Article($"{i:000}.txt", null, $"River number {i % 17} by town {i % 5}.")).ToList();
        var index = Bm25Index.Empty.With(None, passages);
        var queries = Enumerable.Range(0, 17).Select(i => new RetrievalQuery($"river {i} town {i % 5}")).ToList();
        var expected = queries.Select(index.Search).ToList();
        Parallel.For(0, 2000, i => Assert.Equal(expected[i % 17], index.Search(queries[i % 17])));
    }

    private static Gen<string> Words(int atMost) =>
        Gen.Elements("river", "rivers", "lake", "US", "us", "the", "of", "751", "border", "security", "Mérida", ".").ListOf()
            .Select(words => string.Join(' ', words.Take(atMost)));

    private static Arbitrary<string> Queries() => Words(6).ToArbitrary();

    private static Arbitrary<TestCorpus> Corpora() =>
        Gen.Zip(Words(3), Words(20).Select(text => text + " x").ListOf()).ListOf()
            .Select(articles => new TestCorpus([.. articles.Take(8).Select((article, i) => ((char)('a' + i) + ".txt", article.Item1, article.Item2.Take(4).ToArray()))]))
            .ToArbitrary();

    public sealed class TestCorpus((string Name, string Title, string[] Texts)[] articles)
    {
        public IReadOnlyList<string> Names { get; } = [.. articles.Select(article => article.Name)];

        public IReadOnlyList<Passage> Passages { get; } = [.. articles.SelectMany(article => TestPassages.Article(article.Name, article.Title, article.Texts))];

        public override string ToString() => string.Join(" | ", articles.Select(article => $"{article.Name} [{article.Title}]: {string.Join(" / ", article.Texts)}"));
    }
}
