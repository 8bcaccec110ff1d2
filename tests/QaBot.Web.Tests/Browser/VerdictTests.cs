using QaBot.Web.Tests.Http;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Browser;

/// <summary>What the panel says of claims that are not what the sources say, and of sources that differ.</summary>
[Collection(BrowserCollections.Answers)]
public sealed class VerdictTests(Browser browser)
{
    [SkippableFact]
    public async Task Each_claim_shows_whether_it_was_verified()
    {
        using var folder = new TestFolder().WithArticle("bridge.txt", "Engineers said that the Norrland bridge carries 40 trains. The Norrland bridge was opened in 1932.");
        var model = new ScriptedModel((_, _) => Task.FromResult(
            "The Norrland bridge was opened in 1932. [1]\nThe Norrland bridge carries 40 trains. [1]\nThe Norrland bridge was opened in 1874. [1]\n"));
        await using var host = await BotHost.StartAsync(folder, model);

        await browser.UseAsync(host, async chat =>
        {
            await chat.AskAsync("When was the Norrland bridge opened?");

            await Expect(chat.Sources.Verdicts).ToHaveTextAsync(["✓Verified", "~Partly verified", "!Not verified"]);
            await Expect(chat.Sources.Claims.Nth(1)).ToContainTextAsync("“said”");
            await Expect(chat.Sources.Claims.Nth(2)).ToContainTextAsync("“1874”");
            await chat.CheckAccessibilityAsync();
        });
    }

    [SkippableFact]
    public async Task Sources_that_disagree_stand_side_by_side_and_open_at_their_words()
    {
        using var folder = new TestFolder()
            .WithArticle("one.txt", "Arden Mills employed 4,200 workers in 2019.").WithArticle("other.txt", "In 2019 Arden Mills employed 1,900 workers.");
        await using var host = await BotHost.StartAsync(folder);

        foreach (var device in new[] { Device.Desktop, Device.Dark })
        {
            await browser.UseAsync(
                host,
                async chat =>
                {
                    await chat.AskAsync("How many workers did Arden Mills employ in 2019?");
                    var rows = chat.Sources.Disagreements.Locator("tbody tr");
                    await Expect(rows).ToHaveCountAsync(2);
                    await chat.CheckAccessibilityAsync();

                    foreach (var workers in new[] { "4,200 workers", "1,900 workers" })
                    {
                        var row = rows.Filter(new() { HasText = workers });
                        await Expect(row.Locator("th")).ToContainTextAsync(workers);
                        await row.Locator("a.citation").ClickAsync();
                        await Expect(chat.Sources.Quote).ToContainTextAsync(workers);
                    }
                },
                device);
        }
    }
}
