using Microsoft.Playwright;
using QaBot.Web.Tests.Browser.Pages;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Review;

/// <summary>The pages for reviewers, as one uses them.</summary>
internal sealed class ReviewPages(ChatPage visitor)
{
    public IPage Page => visitor.Page;

    public ILocator Items => Page.Locator(".queue .question");

    public ILocator Quote => Page.Locator("#quote");

    public ILocator Conflict => Page.Locator("#conflict");

    public ILocator SaveState => Page.Locator("#save-state");

    public ILocator Correction => Page.GetByLabel("Correction");

    public ILocator Comment => Page.GetByLabel("Comment", new() { Exact = true });

    /// <summary>The choices for a claim (from 0) and a citation.</summary>
    public ILocator Pair(int claim, int citation) => Page.Locator($"#pair-{claim}-{citation}");

    public ILocator Choice(int claim, int citation, string value) => Pair(claim, citation).Locator($"input[value='{value}']");

    public ILocator Verdict(string value) => Page.Locator($"#answer-verdict input[value='{value}']");

    public async Task OpenAsync(string path = "/review") => await Page.GotoAsync(path);

    public Task ClickAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

    public async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys)
            await Page.Keyboard.PressAsync(key);
    }

    /// <summary>Waits for the page of an answer whose keys work.</summary>
    public async Task ExpectQuestionAsync(string question)
    {
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(question);
        await Expect(Page.Locator("#show-keys")).ToBeVisibleAsync();
    }

    public Task KeepScreenshotAsync(string name) => visitor.KeepScreenshotAsync(name);

    public void Forget(string words) => visitor.Forget(words);
}
