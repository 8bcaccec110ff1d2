using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using QaBot.Articles;
using QaBot.Web.Sources;

namespace QaBot.Web.Tests.Http;

public sealed class SourcesArticleTests
{
    private const string Lighthouse = "The lighthouse of Norrland was built in 1874.";

    [Fact]
    public async Task The_highlighted_words_are_exactly_those_between_start_and_end_in_every_seed()
    {
        using var folder = new TestFolder().WithSeeds();
        await using var host = await BotHost.StartAsync(folder);
        var random = new Random(7);

        foreach (var article in host.Corpus.Current!.Articles)
        {
            for (var i = 0; i < 40; i++)
            {
                var start = random.Next(article.Text.Length);
                await AssertHighlightsAsync(host, article, start, random.Next(start + 1, Math.Min(article.Text.Length, start + 600) + 1));
            }

            await AssertHighlightsAsync(host, article, 0, article.Text.Length);
        }
    }

    [Theory]
    [InlineData("crlf.txt", "First line.\r\nSecond line \r alone.\r\n\r\nThe last line was written in 1874.\r\n")]
    [InlineData("newlines.txt", "\n\n\nThe lighthouse begins after three newlines.\n\n")]
    [InlineData("markup.txt", "A </mark></div></article><script>alert(1)</script><!-- & &amp; &#13; &lt; <![CDATA[ x ]]> --> was written in 1874.")]
    [InlineData("emoji.txt", "\U0001F600 smiles \U0001F468\u200D\U0001F469\u200D\U0001F467 and e\u0301 and \u202Eright to left\u202C were written in 1874.")]
    [InlineData("controls.txt", "Bell \a, feed \f, tab \t, next \u0085, smart \u0093quotes\u0094, no-break \u00A0, mark \uFEFF, not \uFFFE, in 1874.")]
    public async Task Text_that_HTML_could_change_comes_out_as_it_is(string name, string text)
    {
        using var folder = new TestFolder().WithArticle(name, text);
        await using var host = await BotHost.StartAsync(folder);
        var article = Assert.Single(host.Corpus.Current!.Articles);

        for (var start = 0; start < article.Text.Length; start++)
        {
            var end = Math.Min(article.Text.Length, start + 17);
            if (!QuoteRange.SplitsPair(article.Text, start) && !QuoteRange.SplitsPair(article.Text, end))
                await AssertHighlightsAsync(host, article, start, end);
        }
    }

    [Fact]
    public void What_HTML_cannot_say_keeps_its_place()
    {
        const string text = "a\0b\0c";

        var page = new HtmlParser().ParseDocument($"<div>{ArticleText.Encode(text)}</div>");

        Assert.Equal("a\uFFFDb\uFFFDc", page.QuerySelector("div")!.TextContent);
    }

    [Theory]
    [InlineData("with space.txt")]
    [InlineData("odd #1? 100% & more+plus;x=1.txt")]
    [InlineData("100%2F.txt")]
    [InlineData("\u00FCber \u65E5\u672C \U0001F600.txt")]
    [InlineData("<script>alert(1)<\u2215script>.txt")]
    [InlineData("two..dots/a...txt")]
    [InlineData("sub folder/deeper #1/a.txt")]
    [InlineData("back\\slash.txt")]
    [InlineData("'\".txt")]
    public async Task An_article_of_any_name_has_a_page_and_a_link_to_it(string name)
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder.Corpus, name))!);
        folder.WithArticle(name, Lighthouse).WithArticle("other.txt", "Another article.");
        await using var host = await BotHost.StartAsync(folder);

        var list = new HtmlParser().ParseDocument(await host.Client.GetStringAsync("/sources"));
        var link = list.QuerySelectorAll(".card h3 a").Single(a => a.TextContent == name).GetAttribute("href")!;
        Assert.Equal(ArticleUrl.Of(name), link);
        var page = await PageAsync(host, ArticleUrl.Of(name, new TextSpan(4, 14)));

        Assert.Equal("lighthouse", page.QuerySelector("#quote")!.TextContent);
        Assert.Equal(name, page.QuerySelector("#article h1")!.TextContent);
        Assert.DoesNotContain(page.Scripts, script => script.TextContent.Contains("alert", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("none.txt")]
    [InlineData("A.TXT")]
    [InlineData("a.txt/")]
    [InlineData("./a.txt%20")]
    [InlineData("..%2fappsettings.json")]
    [InlineData("%2e%2e/%2e%2e/sources/..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("%2Fetc%2Fpasswd")]
    [InlineData("secret.tmp")]
    public async Task Only_articles_of_the_corpus_have_a_page(string path)
    {
        using var folder = new TestFolder().WithArticle("a.txt", Lighthouse).WithArticle("secret.tmp", "no article");
        await using var host = await BotHost.StartAsync(folder);

        using var response = await host.Client.GetAsync($"/sources/{path}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_missing_article_is_named_and_one_that_could_not_be_read_with_its_reason()
    {
        using var folder = new TestFolder().WithArticle("a.txt", Lighthouse).WithArticle("broken.docx", "no Word document");
        await using var host = await BotHost.StartAsync(folder);

        Assert.Contains("“<none>.txt”", await NoticeAsync(host, "/sources/%3Cnone%3E.txt", HttpStatusCode.NotFound), StringComparison.Ordinal);
        Assert.Contains(
            Assert.Single(host.Corpus.Current!.Report.Failures).Problem!, await NoticeAsync(host, "/sources/broken.docx", HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("start=x&end=3", "“x”")]
    [InlineData("start=1&end=", "no end")]
    [InlineData("start=-1&end=3", "“-1”")]
    [InlineData("start=1.5&end=3", "“1.5”")]
    [InlineData("start=1&end=99999999999", "“99999999999”")]
    [InlineData("start=1", "no end")]
    [InlineData("end=1", "no start")]
    [InlineData("start=9&end=3", "not before its end")]
    [InlineData("start=3&end=3", "not before its end")]
    [InlineData("from=x", "“x”")]
    public async Task A_wrong_range_is_named_and_the_article_shown(string query, string reason)
    {
        using var folder = new TestFolder().WithArticle("a.txt", Lighthouse);
        await using var host = await BotHost.StartAsync(folder);

        using var response = await host.Client.GetAsync($"/sources/a.txt?{query}");
        var page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(reason, page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Lighthouse, page.QuerySelector("#text")!.TextContent);
        Assert.Null(page.QuerySelector("#quote"));
    }

    [Theory]
    [InlineData(0, 1000)]
    [InlineData(2000000000, 2000000001)]
    [InlineData(1, 4)]
    [InlineData(0, 1)]
    public async Task A_range_that_the_text_has_not_means_that_the_article_has_changed(int start, int end)
    {
        const string text = "\U0001F600 smiles.";
        using var folder = new TestFolder().WithArticle("a.txt", text);
        await using var host = await BotHost.StartAsync(folder);

        var page = await PageAsync(host, $"/sources/a.txt?start={start}&end={end}");

        Assert.Contains("has changed", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(text, page.QuerySelector("#text")!.TextContent);
        Assert.Null(page.QuerySelector("#quote"));
    }

    [Fact]
    public async Task A_very_long_article_is_shown_in_parts_that_leave_nothing_out()
    {
        var text = string.Concat(Enumerable.Range(0, 9000).Select(i => $"Sentence {i} tells of the harbour of Norrland.\r\n"));
        using var folder = new TestFolder().WithArticle("long.txt", text);
        await using var host = await BotHost.StartAsync(folder);

        var shown = "";
        for (var url = "/sources/long.txt"; url is not null;)
        {
            var page = await PageAsync(host, url);
            var part = page.QuerySelector("#text")!.TextContent;
            Assert.InRange(part.Length, 1, ArticlePart.WholeUpTo);
            shown += part;
            url = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(text, shown);
    }

    [Theory]
    [InlineData(0, 40)]
    [InlineData(250_000, 250_100)]
    [InlineData(250_000, 347_900)]
    [InlineData(399_980, 400_000)]
    public async Task A_quote_of_a_very_long_article_is_shown_whole_with_ways_on_and_back(int start, int end)
    {
        var text = string.Concat(Enumerable.Repeat("Norrland \U0001F600\r\n.", 30_000))[..400_000];
        using var folder = new TestFolder().WithArticle("long.txt", text);
        await using var host = await BotHost.StartAsync(folder);

        var page = await PageAsync(host, $"/sources/long.txt?start={start}&end={end}");

        Assert.Equal(text[start..end], page.QuerySelector("#quote")!.TextContent);
        Assert.InRange(page.QuerySelector("#text")!.TextContent.Length, 50_000, 110_000);
        Assert.Equal(start > 100_000, page.QuerySelector("a[rel=prev]") is not null);
        Assert.Equal(end < 390_000, page.QuerySelector("a[rel=next]") is not null);
    }

    [Fact]
    public async Task A_quote_longer_than_a_part_is_shown_from_its_beginning()
    {
        var text = new string('x', 400_000);
        using var folder = new TestFolder().WithArticle("long.txt", text);
        await using var host = await BotHost.StartAsync(folder);

        var page = await PageAsync(host, "/sources/long.txt?start=50000&end=390000");

        Assert.InRange(page.QuerySelector("#quote")!.TextContent.Length, 90_000, 110_000);
        Assert.Contains("too long", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task AssertHighlightsAsync(BotHost host, Article article, int start, int end)
    {
        var page = await PageAsync(host, ArticleUrl.Of(article.Name, new TextSpan(start, end)));

        Assert.Equal(article.Text[start..end], page.QuerySelector("#article mark#quote")!.TextContent);
        Assert.Equal(article.Text, page.QuerySelector("#text")!.TextContent);
    }

    private static async Task<string> NoticeAsync(BotHost host, string url, HttpStatusCode status)
    {
        using var response = await host.Client.GetAsync(url);
        Assert.Equal(status, response.StatusCode);
        return new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync()).QuerySelector(".notice")!.TextContent;
    }

    private static async Task<IHtmlDocument> PageAsync(BotHost host, string url) => new HtmlParser().ParseDocument(await host.Client.GetStringAsync(url));
}
