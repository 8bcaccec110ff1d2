using Microsoft.Playwright;
using QaBot.Articles;
using QaBot.Web.Sources;
using QaBot.Web.Tests.Http;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Browser;

/// <summary>The pages of the articles, and what they allow.</summary>
[Collection(BrowserCollections.Conversations)]
public sealed class SourcesPageTests(Browser browser, SeedChat seeds)
{
    private const string Script = "<script>window.evil=1</script>";

    [SkippableTheory]
    [InlineData("#quote")]
    [InlineData("")]
    public Task A_link_to_a_quote_leads_to_the_highlighted_words(string fragment) => browser.UseUnopenedAsync(seeds.Host, async visitor =>
    {
        var (article, quote) = SomeQuote(seeds.Host);

        await visitor.Page.GotoAsync(ArticleUrl.Of(article.Name, quote) + fragment);

        Assert.Equal(article.Text[quote.Start..quote.End], await visitor.Page.Locator("#quote").EvaluateAsync<string>("mark => mark.textContent"));
        await Expect(visitor.Page.Locator("#quote")).ToBeInViewportAsync();
        Assert.True(await visitor.Page.EvaluateAsync<bool>("scrollY > 0"));
    });

    [SkippableFact]
    public async Task The_pages_are_accessible_in_both_themes_and_on_a_phone()
    {
        using var folder = new TestFolder().WithSeeds().WithArticle("broken.docx", "no Word document");
        await using var host = await BotHost.StartAsync(folder);
        var (article, quote) = SomeQuote(host);
        string[] paths = ["/sources", "/sources?q=nothing+has+this", ArticleUrl.Of(article.Name, quote), "/sources/none.txt", $"/sources/{article.Name}?start=x&end=1", "/privacy", "/terms"];

        foreach (var device in new[] { Device.Desktop, Device.Dark, Device.Phone, Device.Phone with { Theme = ColorScheme.Dark } })
        {
            await browser.UseUnopenedAsync(
                host,
                async visitor =>
                {
                    foreach (var path in paths)
                    {
                        await visitor.Page.GotoAsync(path);
                        await Axe.CheckAsync(visitor.Page);
                        Assert.True(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} scrolls sideways.");
                    }

                    // Of the pages that say that there is no such thing.
                    visitor.Forget("the server responded with a status of 40");
                },
                device);
        }
    }

    [SkippableFact]
    public Task The_first_tab_leads_past_the_navigation() => browser.UseUnopenedAsync(seeds.Host, async visitor =>
    {
        await visitor.Page.GotoAsync("/sources");

        await visitor.Page.Keyboard.PressAsync("Tab");
        await Expect(visitor.Page.GetByText("Skip to the content")).ToBeFocusedAsync();
        await Expect(visitor.Page.GetByText("Skip to the content")).ToBeInViewportAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.Locator("#main")).ToBeFocusedAsync();
    });

    [SkippableFact]
    public async Task Scripts_in_an_article_are_text()
    {
        using var folder = new TestFolder().WithArticle(
            "evil.md", $"# {Script}\n\n<img src=x onerror='window.evil=1'> [click](javascript:window.evil=1) was written in 1874.");
        await using var host = await BotHost.StartAsync(folder);

        await browser.UseUnopenedAsync(host, async visitor =>
        {
            foreach (var path in new[] { "/sources", $"/sources?q={Uri.EscapeDataString(Script)}", "/sources/evil.md?start=2&end=20" })
            {
                await visitor.Page.GotoAsync(path);
                await Expect(visitor.Page.Locator("body")).ToContainTextAsync("window.evil=1");
                Assert.True(await visitor.Page.EvaluateAsync<bool>("window.evil === undefined && document.images.length === 0"));
            }
        });
    }

    private static (Article Article, TextSpan Quote) SomeQuote(BotHost host)
    {
        var article = host.Corpus.Current!.Articles.MaxBy(article => article.Text.Length)!;
        var start = article.Text.Length * 2 / 3;
        return (article, new TextSpan(start, start + 300));
    }
}
