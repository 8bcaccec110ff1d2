using Microsoft.Playwright;
using QaBot.Review;
using QaBot.Web.Tests.Browser;
using QaBot.Web.Tests.Http;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Review;

/// <summary>The pages on each device and in both themes: what axe finds, and how they look.</summary>
[Collection(BrowserCollections.Conversations)]
public sealed class ReviewLooksTests(Browser.Browser browser)
{
    [SkippableFact]
    public Task On_a_desktop() => CheckAsync("review-desktop", Device.Desktop);

    [SkippableFact]
    public Task In_the_dark() => CheckAsync("review-dark", Device.Dark);

    [SkippableFact]
    public Task On_a_phone() => CheckAsync("review-phone", Device.Phone);

    private async Task CheckAsync(string name, Device device)
    {
        using var folder = new TestFolder().WithSeeds();
        await using var host = await BotHost.StartAsync(folder);
        string[] questions = [.. SeedChat.Examples, "What is the capital of France?", "Why did Washington say it gave in and sent the general home?", "Hello"];
        foreach (var question in questions)
            await host.AskAsync(Activities.Message(question, "http://localhost:1"));
        await using (var log = await AnswerLog.OpenAsync(host.AnswerLogFile))
        {
            await foreach (var record in log.ReadAllAsync())
                await host.RateAsync(record, record.Answer.Refused ? Reaction.Dislike : Reaction.Like, record.Answer.Refused ? "It says nothing." : null);
        }

        await browser.UseUnopenedAsync(
            host,
            async visitor =>
            {
                var review = new ReviewPages(visitor);
                await review.OpenAsync();
                await Expect(review.Items).ToHaveCountAsync(questions.Length);
                await CheckPageAsync(review, $"{name}-queue");
                await review.OpenAsync("/review?state=any&prompt=AnswerQuestion&order=oldest");
                await CheckPageAsync(review, $"{name}-filters");
                await review.Items.First.ClickAsync();
                await Expect(review.Quote).ToBeVisibleAsync();
                await CheckPageAsync(review, $"{name}-answer");
                await review.Choice(0, 1, "Supported").CheckAsync();
                await review.Verdict("Right").CheckAsync();
                await Expect(review.Page.GetByRole(AriaRole.Button, new() { Name = "Make it a test case" })).ToBeVisibleAsync();
                await CheckPageAsync(review, $"{name}-judged");
                await review.ClickAsync("Make it a test case");
                await Expect(review.Page.GetByText("now a test case")).ToBeVisibleAsync();
                await review.OpenAsync("/review?refused=1&state=any");
                await review.Items.First.ClickAsync();
                await CheckPageAsync(review, $"{name}-refusal");
                foreach (var page in new[] { "golden", "audit", "users?user=user", "account" })
                {
                    await review.OpenAsync($"/review/{page}");
                    await CheckPageAsync(review, $"{name}-{page.Split('?')[0]}");
                }
            },
            device,
            name);
    }

    private static async Task CheckPageAsync(ReviewPages review, string name)
    {
        await review.KeepScreenshotAsync(name);
        await Axe.CheckAsync(review.Page);
        Assert.True(await review.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} scrolls sideways.");
    }
}
