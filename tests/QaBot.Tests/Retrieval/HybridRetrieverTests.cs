using QaBot.Models;
using QaBot.Retrieval;
using QaBot.Tests.Embeddings;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Retrieval;

public sealed class HybridRetrieverTests : RetrieverConformanceTests, IDisposable
{
    private static readonly (string Name, string Text)[] s_articles =
    [
        ("a.txt", "The automobile stood in the yard."),
        ("b.txt", "The river was wide and the yard was near it."),
        ("c.txt", "A car is what it was, a red car."),
    ];

    private readonly EmbeddingFixture _fixture = new();
    private readonly WordEmbeddings _model = new() { Synonyms = { ["automobil"] = "car" } };

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_passage_without_a_word_of_the_query_is_found_by_its_meaning()
    {
        var found = await RetrieveAsync(new("car"), s_articles);
        Assert.Equal(["c.txt", "a.txt"], found.Select(passage => passage.Passage.Article.Name));
        Assert.Equal((0, 2), (found[1].WordScore, found[1].MeaningRank));
    }

    [Fact]
    public async Task A_word_that_the_corpus_lacks_is_searched_by_its_meaning()
    {
        var found = await RetrieveAsync(new("automobile"), s_articles[1..]);
        Assert.Equal("c.txt", Assert.Single(found).Passage.Article.Name);
    }

    [Fact]
    public async Task What_is_found_by_its_meaning_must_have_what_is_quoted_too()
    {
        var found = await RetrieveAsync(new("\"red car\""), s_articles);
        Assert.Equal("c.txt", Assert.Single(found).Passage.Article.Name);
    }

    [Fact]
    public async Task The_score_of_the_words_is_what_words_alone_give()
    {
        var query = new RetrievalQuery("car in the yard by the river");
        var passages = EmbeddingFixture.Articles([.. s_articles.Select(article => (article.Name, new[] { article.Text }))]);
        var words = Bm25Index.Empty.With(new HashSet<string>(), passages);
        var hybrid = await _fixture.RetrieverAsync(_model, passages);
        var expected = words.Search(query).ToDictionary(found => found.Passage, found => found.Score);
        var found = await hybrid.RetrieveAsync(words, query);
        Assert.Equal(3, found.Count);
        Assert.All(found, item => Assert.Equal(expected[item.Passage], item.WordScore, 1e-4));
        Assert.InRange(found[0].Score, double.Epsilon, 1);
    }

    [Fact]
    public async Task A_passage_that_the_corpus_has_no_longer_is_not_found_though_it_has_a_vector()
    {
        var passages = EmbeddingFixture.Articles([.. s_articles.Select(article => (article.Name, new[] { article.Text }))]);
        var words = Bm25Index.Empty.With(new HashSet<string>(), passages);
        var hybrid = await _fixture.RetrieverAsync(_model, passages);
        var changed = words.With(new HashSet<string> { "a.txt" }, EmbeddingFixture.Articles(("a.txt", ["The automobile stood in the yard."])));
        Assert.Equal(["c.txt"], (await hybrid.RetrieveAsync(changed, new("car"))).Select(found => found.Passage.Article.Name));
    }

    [Fact]
    public async Task Without_weight_for_meaning_the_model_is_not_asked_about_queries()
    {
        var retriever = await IndexRetriever.CreateAsync(_fixture, _model, vectorWeight: 0, s_articles);
        _model.Asked.Clear();
        Assert.Equal("c.txt", Assert.Single(await retriever.RetrieveAsync(new("car"))).Passage.Article.Name);
        Assert.Empty(_model.Asked);
    }

    [Fact]
    public async Task A_query_of_stop_words_is_not_sent_to_the_model()
    {
        var retriever = await IndexRetriever.CreateAsync(_fixture, _model, 0.5, s_articles);
        _model.Asked.Clear();
        Assert.Empty(await retriever.RetrieveAsync(new("what was it?")));
        Assert.Empty(_model.Asked);
    }

    [Fact]
    public async Task When_the_model_fails_words_alone_decide()
    {
        var retriever = await IndexRetriever.CreateAsync(_fixture, _model, 0.5, s_articles);
        _model.Before = (_, _) => throw new ModelException(ModelProblemKind.Unreachable, "nobody there");
        var found = Assert.Single(await retriever.RetrieveAsync(new("car")));
        Assert.Equal("c.txt", found.Passage.Article.Name);
        Assert.Equal(found.Score, found.WordScore);
        Assert.Null(found.MeaningRank);
    }

    protected override Task<IRetriever> CreateAsync(params (string Name, string Text)[] articles) => IndexRetriever.CreateAsync(_fixture, _model, 0.5, articles);

    private async Task<IReadOnlyList<RetrievedPassage>> RetrieveAsync(RetrievalQuery query, params (string Name, string Text)[] articles) =>
        await (await CreateAsync(articles)).RetrieveAsync(query);
}
