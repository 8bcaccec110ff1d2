using Microsoft.Playwright;
using QaBot.Web.Tests.Browser.Pages;
using QaBot.Web.Tests.Http;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Browser;

/// <summary>How answers and articles read: on narrow and low windows, in the chosen theme, and elsewhere when they are copied.</summary>
[Collection(BrowserCollections.Answers)]
public sealed class ReadingTests(Browser browser, SeedChat seeds)
{
    private const string SpentQuestion = "How much has the US spent on security aid to Mexico since 2008?";

    [SkippableFact]
    public Task Each_claim_begins_on_a_line_of_its_own() => browser.UseAsync(seeds.Host, async chat =>
    {
        await chat.AskAsync("Where was Cienfuegos arrested?");

        var claims = await chat.Sources.Claims.Locator(".claim-text").AllTextContentsAsync();
        Assert.True(claims.Count > 1);
        var lines = (await chat.Messages.Last.Locator(".webchat__render-markdown").InnerTextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(claims.Count, lines.Length);
    });

    [SkippableFact]
    public Task Sources_that_disagree_stand_side_by_side_with_their_words() => browser.UseAsync(seeds.Host, async chat =>
    {
        await chat.AskAsync(SpentQuestion);

        var rows = chat.Sources.Disagreements.Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.Filter(new() { HasText = "$1.6 billion" })).ToHaveCountAsync(1);
        await Expect(rows.Filter(new() { HasText = "$3 billion" })).ToHaveCountAsync(1);
        var citation = rows.Last.Locator("a.citation");
        await citation.ClickAsync();
        await chat.Sources.ExpectQuoteAsync(seeds.WordsAt(await citation.GetAttributeAsync("href")));
    });

    [SkippableFact]
    public Task A_copied_answer_keeps_its_links_where_text_is_formatted() => browser.UseAsync(seeds.Host, async chat =>
    {
        await chat.AskAsync(SpentQuestion);
        await chat.ClickAsync("Copy with citations");

        await Expect(chat.Announcement).ToHaveTextAsync("The answer is copied with its citations.");
        var html = await chat.Page.EvaluateAsync<string>("navigator.clipboard.read().then(([item]) => item.getType('text/html')).then(blob => blob.text())");
        var address = new Uri(seeds.Host.Client.BaseAddress!, await chat.Sources.Citations.First.GetAttributeAsync("href")).ToString();
        Assert.Contains($"<a href=\"{address.Replace("&", "&amp;", StringComparison.Ordinal)}\">", html, StringComparison.Ordinal);
        Assert.Contains("The sources disagree: ", html, StringComparison.Ordinal);
    });

    [SkippableFact]
    public Task The_chosen_theme_is_that_of_the_articles_too() => browser.UseAsync(seeds.Host, async chat =>
    {
        var light = await BackgroundAsync(chat.Page);
        await chat.Page.GetByLabel("Theme").SelectOptionAsync("dark");
        await chat.Page.GotoAsync("/sources");

        Assert.NotEqual(light, await BackgroundAsync(chat.Page));
        await chat.CheckAccessibilityAsync();
    });

    // A window of 1280 by 1024 in which everything is four times as large.
    [SkippableFact]
    public Task In_a_narrow_and_low_window_a_question_leads_to_its_quoted_words() => CheckSmallAsync(new Device(320, 256));

    // A phone on its side.
    [SkippableFact]
    public Task In_a_low_window_a_question_leads_to_its_quoted_words() => CheckSmallAsync(new Device(740, 360, IsPhone: true));

    [SkippableFact]
    public async Task Names_of_files_and_addresses_in_articles_do_not_become_links()
    {
        using var folder = new TestFolder().WithArticle("bridge.md", "# The bridge\n\nThe Norrland bridge was opened in 1932, says https://evil.example/bridge and www.evil.com.");
        await using var host = await BotHost.StartAsync(folder);

        await browser.UseAsync(host, async chat =>
        {
            await chat.SendAsync("Which articles do you have?");
            await Expect(chat.Messages.Last).ToContainTextAsync("bridge.md");
            await chat.AskAsync("When was the Norrland bridge opened?");

            await Expect(chat.Messages.Last).ToContainTextAsync("https://evil.example/bridge");
            // The markers of the year and of the sentence that gives it.
            await Expect(chat.Page.Locator("#webchat .webchat__render-markdown a")).ToHaveCountAsync(2);
            await Expect(chat.Page.Locator("#webchat .webchat__render-markdown a[href*=evil]")).ToHaveCountAsync(0);
        });
    }

    [SkippableFact]
    public async Task A_table_keeps_its_marker_and_the_next_claim_stands_below_it()
    {
        const string text = """
            # Growing tomatoes at home

            Sow tomato seeds indoors in late February, five millimetres deep, at twenty degrees. Seedlings appear after about eight days.

            ## Varieties

            | Variety | Days to ripen | Height |
            |---|---|---|
            | Moneymaker | 75 | 180 cm |
            | Tumbling Tom | 60 | 40 cm |

            ## Diseases

            Late blight is caused by a water mould that spreads in warm, wet weather. In 2021 the blight destroyed 40 percent of the crop in Thornbury.
            """;
        using var folder = new TestFolder().WithArticle("tomatoes.md", text);
        await using var host = await BotHost.StartAsync(folder);

        await browser.UseAsync(host, async chat =>
        {
            await chat.AskAsync("Summarise Growing tomatoes at home");

            await Expect(chat.Messages.Last.Locator("tr")).ToHaveCountAsync(3);
            await Expect(chat.Messages.Last.Locator("table a")).ToHaveCountAsync(0);
            await Expect(chat.Messages.Last.Locator("a.webchat__render-markdown__pure-identifier")).ToHaveCountAsync(await chat.Sources.Claims.CountAsync());
        });
    }

    private static Task<string> BackgroundAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    private Task CheckSmallAsync(Device device) => browser.UseAsync(
        seeds.Host,
        async chat =>
        {
            await chat.SendAsync(SpentQuestion);
            await Expect(chat.Suggestions.First).ToContainTextAsync("Mérida");
            await chat.Citations.First.ClickAsync();

            await chat.Sources.ExpectQuoteAsync(seeds.WordsAt(await chat.Citations.First.GetAttributeAsync("href")));
            await ExpectNoSidewaysScrollingAsync(chat);
            await chat.CheckAccessibilityAsync();
            await chat.ClickAsync("Close the sources");
            await chat.Suggestions.First.ClickAsync();
            await Expect(chat.Messages).ToHaveCountAsync(5);
            await ExpectNoSidewaysScrollingAsync(chat);
        },
        device);

    private static async Task ExpectNoSidewaysScrollingAsync(ChatPage chat) =>
        Assert.Equal(chat.Page.ViewportSize!.Width, await chat.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
}
