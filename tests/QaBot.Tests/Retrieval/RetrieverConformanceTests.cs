using QaBot.Retrieval;

namespace QaBot.Tests.Retrieval;

/// <summary>What every <see cref="IRetriever"/> promises. The articles are short, one passage each.</summary>
public abstract class RetrieverConformanceTests
{
    /// <param name="articles">Names that end in .txt, in any order, with their texts; possibly none.</param>
    protected abstract Task<IRetriever> CreateAsync(params (string Name, string Text)[] articles);

    [Fact]
    public async Task The_passage_with_the_words_of_the_query_is_found_first()
    {
        var found = await RetrieveAsync(new("How many visas were issued?"), ("a.txt", "The river is long."), ("b.txt", "The embassy issued 751 visas."));
        Assert.Equal("b.txt", found[0].Passage.Article.Name);
    }

    [Fact]
    public async Task Ranks_count_from_1_and_scores_never_rise()
    {
        var found = await RetrieveAsync(new("river embassy"), ("a.txt", "The river."), ("b.txt", "River embassy."), ("c.txt", "An embassy of stone."));
        Assert.Equal([1, 2, 3], found.Select(passage => passage.Rank));
        Assert.Equal(found.OrderByDescending(passage => passage.Score), found);
    }

    [Fact]
    public async Task At_most_as_many_as_asked_for_come_back()
    {
        var found = await RetrieveAsync(new("river", Top: 2), ("a.txt", "A river."), ("b.txt", "The river."), ("c.txt", "My river."));
        Assert.Equal(2, found.Count);
    }

    [Fact]
    public async Task Ties_keep_the_order_of_article_names()
    {
        var found = await RetrieveAsync(new("river"), ("b.txt", "A river."), ("B.txt", "A river."), ("a.txt", "A river."));
        Assert.Equal(["B.txt", "a.txt", "b.txt"], found.Select(passage => passage.Passage.Article.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("what is it about?")]
    [InlineData("zeppelin")]
    [InlineData("😀 …")]
    [InlineData("\"\"")]
    [InlineData("river \"embassy river\"")]
    [InlineData("river \"unheard river\"")]
    public async Task A_query_that_nothing_matches_finds_nothing(string query) =>
        Assert.Empty(await RetrieveAsync(new(query), ("a.txt", "What it is about: the river embassy.")));

    [Theory]
    [InlineData("\"war on drugs\"")]
    [InlineData("“War on Drugs”")]
    [InlineData("who began the \"war on drugs\"")]
    public async Task A_quoted_phrase_must_occur_as_it_stands(string query)
    {
        var found = await RetrieveAsync(new(query), ("a.txt", "Drugs and war, war and drugs."), ("b.txt", "The long war on drugs went on."));
        Assert.Equal("b.txt", Assert.Single(found).Passage.Article.Name);
    }

    [Fact]
    public async Task A_quote_without_its_pair_is_no_phrase() =>
        Assert.Single(await RetrieveAsync(new("the \"river war"), ("a.txt", "A war at the river.")));

    [Fact]
    public async Task Only_the_named_articles_are_searched()
    {
        (string, string)[] articles = [("a.txt", "A river."), ("b.txt", "A river of water."), ("c.txt", "A river.")];
        var found = await RetrieveAsync(new("river") { Articles = new HashSet<string> { "b.txt", "none.txt" } }, articles);
        Assert.Equal("b.txt", Assert.Single(found).Passage.Article.Name);
        Assert.Empty(await RetrieveAsync(new("river") { Articles = new HashSet<string>() }, articles));
    }

    [Fact]
    public async Task No_corpus_gives_nothing() => Assert.Empty(await RetrieveAsync(new("river")));

    private async Task<IReadOnlyList<RetrievedPassage>> RetrieveAsync(RetrievalQuery query, params (string Name, string Text)[] articles) =>
        await (await CreateAsync(articles)).RetrieveAsync(query);
}
