using Microsoft.Playwright;
using QaBot.Web.Review.Figures;
using QaBot.Web.Tests.Browser;
using QaBot.Web.Tests.Browser.Pages;
using QaBot.Web.Tests.Http;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Review.Figures;

/// <summary>The dashboard and the checker's page in a browser.</summary>
[Collection(BrowserCollections.Answers)]
public sealed class FiguresPagesTests(Browser.Browser browser) : IAsyncLifetime
{
    private const string AllTime = "/review/dashboard?from=&to=";

    private readonly TestFolder _folder = new TestFolder().WithArticle(ReviewedAnswers.Article, ReviewedAnswers.Text);
    private BotHost _host = null!;

    private static bool HasCharts => new ChartScript(Path.Combine(AppContext.BaseDirectory, "wwwroot")).Src is not null;

    public async Task InitializeAsync()
    {
        _host = await BotHost.StartAsync(_folder);
        await ReviewedAnswers.FillAsync(_host, 120);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    public static TheoryData<string, bool, bool> Devices => new() { { "desktop", false, false }, { "dark", true, false }, { "phone", false, true }, { "phone-dark", true, true } };

    [SkippableTheory]
    [MemberData(nameof(Devices))]
    public Task The_pages_are_accessible_and_fit(string name, bool isDark, bool isPhone) => browser.UseUnopenedAsync(
        _host,
        async visitor =>
        {
            foreach (var (path, shot) in new[] { (AllTime, "dashboard"), ($"{AllTime}&by=prompt", "dashboard-prompt"), ("/review/checker", "checker"), ("/review/dashboard?from=2001-01-01&to=2001-01-02", "dashboard-empty") })
            {
                await visitor.Page.GotoAsync(path);
                if (HasCharts && shot != "dashboard-empty")
                    await Expect(visitor.Page.Locator("canvas").First).ToBeVisibleAsync();
                await visitor.KeepScreenshotAsync($"{shot}-{name}", isFullPage: true);
                await CheckAsync(visitor, path);
                await visitor.Page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
                await CheckAsync(visitor, $"{path} with its numbers");
            }
        },
        (isPhone ? Device.Phone : Device.Desktop) with { Theme = isDark ? ColorScheme.Dark : ColorScheme.Light },
        $"figures-{name}");

    [SkippableFact]
    public Task Each_chart_has_its_numbers_folded_below_it() => browser.UseUnopenedAsync(_host, async visitor =>
    {
        Skip.IfNot(HasCharts, "The build could not take Chart.js from npm.");
        await visitor.Page.GotoAsync(AllTime);
        var accuracy = visitor.Page.Locator("#accuracy");

        await Expect(accuracy.GetByRole(AriaRole.Img)).ToHaveAttributeAsync("aria-label", "Chart: Accuracy over time. Its numbers are in the table below it.");
        await Expect(visitor.Page.Locator("canvas")).ToHaveCountAsync(Measure.All.Count);
        await Expect(accuracy.Locator("table")).ToBeHiddenAsync();
        await accuracy.GetByText("Numbers").ClickAsync();

        await Expect(accuracy.Locator("table")).ToBeVisibleAsync();
        await Expect(accuracy.Locator("tbody tr").First).ToContainTextAsync("2026-03-02");
        Assert.True(await accuracy.Locator("canvas").EvaluateAsync<bool>("canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(value => value > 0)"));
    });

    [SkippableFact]
    public Task Without_a_script_the_numbers_are_there() => browser.UseUnopenedAsync(
        _host,
        async visitor =>
        {
            foreach (var path in new[] { AllTime, "/review/checker" })
            {
                await visitor.Page.GotoAsync(path);
                await Expect(visitor.Page.Locator("canvas")).ToHaveCountAsync(0);
                var tables = await visitor.Page.Locator("figure table").AllAsync();
                Assert.NotEmpty(tables);
                foreach (var table in tables)
                    await Expect(table).ToBeVisibleAsync();
            }
        },
        Device.Desktop with { HasScripts = false });

    [SkippableFact]
    public Task Splitting_by_model_shows_which_is_better() => browser.UseUnopenedAsync(_host, async visitor =>
    {
        await visitor.Page.GotoAsync(AllTime);

        await visitor.Page.GetByLabel("Split").SelectOptionAsync("model");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();

        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("by=model"));
        var totals = visitor.Page.Locator("#refusals figure[data-chart=bars] tbody tr");
        await Expect(totals).ToHaveCountAsync(2);
        await Expect(totals.First).ToHaveAttributeAsync("data-x", "extractive");
    });

    [SkippableFact]
    public Task A_disputed_claim_leads_to_its_answer() => browser.UseUnopenedAsync(_host, async visitor =>
    {
        await visitor.Page.GotoAsync("/review/checker");

        await visitor.Page.Locator(".disputed a").First.ClickAsync();

        await Expect(visitor.Page.Locator("h1")).ToContainTextAsync("when was the lighthouse built?");
    });

    private static async Task CheckAsync(ChatPage visitor, string what)
    {
        await Axe.CheckAsync(visitor.Page);
        Assert.True(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{what} scrolls sideways.");
    }
}
