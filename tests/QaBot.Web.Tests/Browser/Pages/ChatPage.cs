using Microsoft.Playwright;

namespace QaBot.Web.Tests.Browser.Pages;

/// <summary>The page at <c>/</c>, as its visitor uses it.</summary>
internal sealed class ChatPage
{
    private readonly List<string> _problems = [];

    public ChatPage(IPage page)
    {
        Page = page;
        Sources = new SourcesPanel(page);
        page.PageError += (_, error) => _problems.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" || message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                _problems.Add(message.Text);
        };
    }

    public IPage Page { get; }

    public SourcesPanel Sources { get; }

    /// <summary>Errors of the page's scripts, and what its security policy stopped.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public ILocator QuestionBox => Page.Locator("[data-id='webchat-sendbox-input']");

    public ILocator Suggestions => Page.Locator(".webchat__suggested-action");

    public ILocator Messages => Page.Locator("#webchat .webchat__basic-transcript__activity");

    /// <summary>The numbers in the answers' texts.</summary>
    public ILocator Citations => Page.Locator("#webchat a.webchat__render-markdown__pure-identifier");

    /// <summary>The same, where they lead to no page.</summary>
    public ILocator CitationsWithoutAddress => Page.Locator("#webchat button.webchat__render-markdown__citation");

    /// <summary>The entries of the lists below the answers' texts.</summary>
    public ILocator References => Page.Locator("#webchat .webchat__link-definitions__list-item-box");

    public ILocator Stop => Page.GetByRole(AriaRole.Button, new() { Name = "Stop answering" });

    public ILocator Notice => Page.Locator("#notice");

    public ILocator Announcement => Page.Locator("#announcements");

    public ILocator Comment => Page.GetByLabel("Comment (optional)");

    /// <summary>Opens the page and waits until the bot has greeted.</summary>
    public async Task OpenAsync()
    {
        await Page.GotoAsync("/");
        await Suggestions.First.WaitForAsync();
    }

    /// <summary>Asks by keyboard and waits until the panel shows the answer.</summary>
    public async Task AskAsync(string question)
    {
        await SendAsync(question);
        await Assertions.Expect(Sources.Question).ToHaveTextAsync(question);
    }

    public async Task SendAsync(string question)
    {
        await QuestionBox.FillAsync(question);
        await QuestionBox.PressAsync("Enter");
    }

    public Task ClickAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Takes out the problems that a test has caused itself.</summary>
    public void Forget(string words) => _problems.RemoveAll(problem => problem.Contains(words, StringComparison.Ordinal));

    /// <summary>Presses Tab until the focus is within what the selector finds.</summary>
    public async Task TabToAsync(string selector, string key = "Tab")
    {
        const int most = 40;
        for (var presses = 0; presses < most; presses++)
        {
            await Page.Keyboard.PressAsync(key);
            if (await Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
                return;
        }

        Assert.Fail($"{most} times {key} did not lead to {selector}.");
    }

    /// <summary>Fails with what axe finds, when it finds anything.</summary>
    public async Task CheckAccessibilityAsync()
    {
        // Web Chat fades what it has said to screen readers out of its live region; axe would see half of it.
        await Assertions.Expect(Page.Locator(".webchat__live-region-transcript > *")).ToHaveCountAsync(0);
        await Axe.CheckAsync(Page);
    }

    /// <summary>Keeps a picture of the page when the environment variable QABOT_SCREENSHOTS names a folder.</summary>
    /// <remarks>
    /// desktop.png, dark.png and phone.png in Browser/Screenshots are what the tests of <see cref="AccessibilityTests"/> keep as desktop-sources.png,
    /// dark-sources.png and phone-sources.png; after a change of the page they are made and copied again.
    /// </remarks>
    public async Task KeepScreenshotAsync(string name, bool isFullPage = false)
    {
        if (Environment.GetEnvironmentVariable("QABOT_SCREENSHOTS") is not { Length: > 0 } folder)
            return;
        await Page.Mouse.MoveAsync(0, 0);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = isFullPage });
    }
}
