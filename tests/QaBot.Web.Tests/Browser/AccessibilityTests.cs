using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Browser;

/// <summary>The page on each device and in both themes: what axe finds, and how it looks.</summary>
[Collection(BrowserCollections.Conversations)]
public sealed class AccessibilityTests(Browser browser, SeedChat seeds)
{
    private const string Question = "How many pages of US evidence did Mexico publish?";

    [SkippableFact]
    public Task On_a_desktop() => CheckAsync("desktop", Device.Desktop);

    [SkippableFact]
    public Task In_the_dark() => CheckAsync("dark", Device.Dark);

    [SkippableFact]
    public Task On_a_phone() => CheckAsync("phone", Device.Phone);

    [SkippableFact]
    public Task The_theme_is_chosen_and_kept() => browser.UseAsync(seeds.Host, async chat =>
    {
        await chat.AskAsync(Question);
        var light = await BackgroundAsync(chat.Page);
        await chat.Page.GetByLabel("Theme").SelectOptionAsync("dark");
        var dark = await BackgroundAsync(chat.Page);
        Assert.NotEqual(light, dark);
        await chat.CheckAccessibilityAsync();

        await chat.Page.ReloadAsync();
        await Expect(chat.Page.GetByLabel("Theme")).ToHaveValueAsync("dark");
        Assert.Equal(dark, await BackgroundAsync(chat.Page));
        await chat.Page.GetByLabel("Theme").SelectOptionAsync("system");
        Assert.Equal(light, await BackgroundAsync(chat.Page));
    });

    private static Task<string> BackgroundAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    private Task CheckAsync(string name, Device device) => browser.UseAsync(
        seeds.Host,
        async chat =>
        {
            await chat.CheckAccessibilityAsync();
            await chat.SendAsync("What is the capital of France?");
            await Expect(chat.Messages).ToHaveCountAsync(3);
            await chat.CheckAccessibilityAsync();
            await chat.SendAsync(Question);
            await Expect(chat.Citations).Not.ToHaveCountAsync(0);
            await chat.CheckAccessibilityAsync();
            await chat.KeepScreenshotAsync(name);
            await chat.Citations.Last.ClickAsync();
            await Expect(chat.Sources.Quote).ToBeInViewportAsync();
            await chat.CheckAccessibilityAsync();
            await chat.KeepScreenshotAsync($"{name}-sources");
            await chat.Page.Locator("#panel").GetByRole(AriaRole.Button, new() { Name = "Comment" }).ClickAsync();
            await chat.CheckAccessibilityAsync();
        },
        device,
        name);
}
