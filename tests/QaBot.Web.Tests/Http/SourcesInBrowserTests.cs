using System.Text.Json;
using Microsoft.Playwright;
using QaBot.Articles;
using QaBot.Web.Sources;

namespace QaBot.Web.Tests.Http;

/// <summary>The pages, and what they allow, in Debian's Chromium.</summary>
public sealed class SourcesInBrowserTests : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private static readonly string s_axe = Path.Combine(TestFolder.Repository, "tests", "node_modules", "axe-core", "axe.min.js");

    private readonly TestFolder _folder = new TestFolder().WithSeeds().WithArticle("broken.docx", "no Word document");
    private BotHost _host = null!;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        _host = await BotHost.StartAsync(_folder);
        if (!File.Exists(Chromium))
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [SkippableTheory]
    [InlineData("#quote")]
    [InlineData("")]
    public async Task A_link_to_a_quote_leads_to_the_highlighted_words(string fragment)
    {
        var page = await OpenAsync(ColorScheme.Light, width: 1100);
        var (article, quote) = SomeQuote();

        await page.GotoAsync(ArticleUrl.Of(article.Name, quote).Replace("#quote", fragment, StringComparison.Ordinal));

        Assert.Equal(article.Text[quote.Start..quote.End], await page.Locator("#quote").EvaluateAsync<string>("mark => mark.textContent"));
        await Assertions.Expect(page.Locator("#quote")).ToBeInViewportAsync();
        Assert.True(await page.EvaluateAsync<bool>("scrollY > 0"));
    }

    [SkippableTheory]
    [InlineData(ColorScheme.Light, 1100)]
    [InlineData(ColorScheme.Dark, 1100)]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task The_pages_are_accessible_in_both_themes_and_on_a_phone(ColorScheme theme, int width)
    {
        Skip.IfNot(File.Exists(s_axe), "axe-core is not installed; tests/run installs it.");
        var page = await OpenAsync(theme, width);
        var (article, quote) = SomeQuote();
        var paths = new[] { "/sources", "/sources?q=nothing+has+this", ArticleUrl.Of(article.Name, quote), "/sources/none.txt", $"/sources/{article.Name}?start=x&end=1" };

        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            // Through the debugger, which the page's policy does not bind.
            await page.EvaluateAsync(await File.ReadAllTextAsync(s_axe));
            var violations = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html + n.failureSummary).join())");

            Assert.Equal("[]", violations.GetRawText());
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} scrolls sideways.");
        }
    }

    [SkippableFact]
    public async Task The_first_tab_leads_past_the_navigation()
    {
        var page = await OpenAsync(ColorScheme.Light, width: 1100);
        await page.GotoAsync("/sources");

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByText("Skip to the content")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByText("Skip to the content")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#main")).ToBeFocusedAsync();
    }

    [SkippableFact]
    public async Task Scripts_in_an_article_are_text()
    {
        _folder.WithArticle("evil.md", "# <script>window.evil=1</script>\n\n<img src=x onerror='window.evil=1'> [click](javascript:window.evil=1) was written in 1874.");
        await Wait.UntilAsync(() => _host.Corpus.Current!.Articles.Any(article => article.Name == "evil.md"));
        var page = await OpenAsync(ColorScheme.Light, width: 1100);

        foreach (var path in new[] { "/sources", "/sources?q=%3Cscript%3Ewindow.evil%3D1%3C/script%3E", "/sources/evil.md?start=2&end=20" })
        {
            await page.GotoAsync(path);
            Assert.True(await page.EvaluateAsync<bool>("window.evil === undefined && document.images.length === 0"));
        }
    }

    private (Article Article, TextSpan Quote) SomeQuote()
    {
        var article = _host.Corpus.Current!.Articles.MaxBy(article => article.Text.Length)!;
        var start = article.Text.Length * 2 / 3;
        return (article, new TextSpan(start, start + 300));
    }

    private async Task<IPage> OpenAsync(ColorScheme theme, int width)
    {
        Skip.If(_browser is null, $"{Chromium} is not installed; tests/run installs it.");
        var page = await _browser.NewPageAsync(new() { BaseURL = _host.Client.BaseAddress!.ToString(), ColorScheme = theme, ViewportSize = new() { Width = width, Height = 800 } });
        page.PageError += (_, error) => Assert.Fail(error);
        return page;
    }
}
