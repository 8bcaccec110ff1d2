using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace QaBot.Web.Tests.Http;

public sealed class SourcesIndexTests
{
    [Fact]
    public async Task Every_article_is_listed_with_what_it_states_about_itself()
    {
        using var folder = new TestFolder().WithSeeds();
        await using var host = await BotHost.StartAsync(folder);

        var page = await PageAsync(host, "/sources");

        var cards = page.QuerySelectorAll(".card");
        var articles = host.Corpus.Current!.Articles;
        Assert.Equal(articles.Select(article => article.Name), cards.Select(card => Fact(card, "File")));
        foreach (var (article, card) in articles.Zip(cards))
        {
            Assert.Equal(article.DisplayName, card.QuerySelector("h3 a")!.TextContent);
            Assert.Equal($"/sources/{article.Name}", card.QuerySelector("h3 a")!.GetAttribute("href"));
            Assert.Equal(article.Author ?? "not stated", Fact(card, "Author"));
            Assert.Equal(article.Publisher ?? "not stated", Fact(card, "Publisher"));
            Assert.Equal(article.Date ?? "not stated", Fact(card, "Date"));
            var words = article.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{words:N0} words, {article.Text.Length:N0} characters"), Fact(card, "Length"));
            Assert.StartsWith("Indexed, ", Fact(card, "State"), StringComparison.Ordinal);
        }

        Assert.Contains($"these {articles.Count} articles", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
    }

    [Fact]
    public async Task A_file_that_could_not_be_read_is_named_with_the_reason()
    {
        using var folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.").WithArticle("<b>.docx", "no Word document");
        await using var host = await BotHost.StartAsync(folder);

        var page = await PageAsync(host, "/sources");

        var failure = Assert.Single(host.Corpus.Current!.Report.Failures);
        var card = Assert.Single(page.QuerySelectorAll(".card.failed"));
        Assert.Equal("<b>.docx", card.QuerySelector("h3")!.TextContent);
        Assert.Equal(failure.Problem, card.QuerySelector("p")!.TextContent);
    }

    [Theory]
    [InlineData("lighthouse", "lighthouse.md")]
    [InlineData("HARBOUR norrland", "harbour.md")]
    [InlineData("norrland", "harbour.md", "lighthouse.md")]
    [InlineData(" ", "harbour.md", "lighthouse.md", "plain.txt")]
    [InlineData("plain.txt", "plain.txt")]
    [InlineData("\"><script>alert(1)</script>")]
    public async Task The_search_box_keeps_the_articles_that_have_every_word(string search, params string[] names)
    {
        using var folder = new TestFolder().WithArticle("lighthouse.md", "# The lighthouse of Norrland\n\nIt was built in 1874.")
            .WithArticle("harbour.md", "# The harbour of Norrland\n\nIt was built in 1801.").WithArticle("plain.txt", "nothing is stated here");
        await using var host = await BotHost.StartAsync(folder);

        var page = await PageAsync(host, $"/sources?q={Uri.EscapeDataString(search)}");

        Assert.Equal(names, page.QuerySelectorAll(".card").Select(card => Fact(card, "File")));
        Assert.Equal(search.Trim(), ((IHtmlInputElement)page.QuerySelector("#q")!).Value);
        Assert.DoesNotContain(page.Scripts, script => script.TextContent.Contains("alert", StringComparison.Ordinal));
        if (names.Length == 0)
            Assert.Contains("No article has", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_collection_is_listed_in_pages()
    {
        using var folder = new TestFolder();
        for (var i = 0; i < 205; i++)
            folder.WithArticle($"{i:D3}.txt", $"The lighthouse number {i} was built in 1874.");
        await using var host = await BotHost.StartAsync(folder);
        var names = new List<string>();

        var pages = 0;
        for (var url = "/sources?q=.txt"; url is not null; pages++)
        {
            var page = await PageAsync(host, url);
            names.AddRange(page.QuerySelectorAll(".card").Select(card => Fact(card, "File")));
            url = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(3, pages);
        Assert.Equal(host.Corpus.Current!.Articles.Select(article => article.Name), names);
        foreach (var odd in new[] { "0", "-1", "99999999999", "x" })
            Assert.NotEmpty((await PageAsync(host, $"/sources?p={odd}")).QuerySelectorAll(".card"));
    }

    [Fact]
    public async Task Without_articles_the_page_says_why()
    {
        using var folder = new TestFolder();
        await using var host = await BotHost.StartAsync(folder);
        await Wait.UntilAsync(async () =>
            (await PageAsync(host, "/sources")).QuerySelector(".notice")?.TextContent.Contains("does not exist", StringComparison.Ordinal) == true);

        using var article = await host.Client.GetAsync("/sources/a.txt");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, article.StatusCode);
        Assert.Contains("does not exist", await article.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string Fact(IElement card, string name) =>
        card.QuerySelectorAll("dt").Single(term => term.TextContent == name).NextElementSibling!.TextContent;

    private static async Task<IHtmlDocument> PageAsync(BotHost host, string url) => new HtmlParser().ParseDocument(await host.Client.GetStringAsync(url));
}
