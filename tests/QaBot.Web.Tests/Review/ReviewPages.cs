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

    public ILocator Choice(ILocator of, string value) => of.Locator($"input[value='{value}']");

    public ILocator Verdict(string value) => Choice(Page.Locator("#answer-verdict"), value);

    public async Task OpenAsync(string path = "/review") => await Page.GotoAsync(path);

    public Task ClickAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

    public async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys)
            await Page.Keyboard.PressAsync(key);
    }

    public Task ExpectSavedAsync() => Expect(SaveState).ToContainTextAsync("Saved");

    public Task KeepScreenshotAsync(string name) => visitor.KeepScreenshotAsync(name);

    public void Forget(string words) => visitor.Forget(words);
}
