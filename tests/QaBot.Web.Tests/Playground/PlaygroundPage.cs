using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Playground;

/// <summary>The Playground's page where it plays Teams or the Emulator, as a person uses it.</summary>
internal sealed partial class PlaygroundPage(IPage page)
{
    public IPage Page { get; } = page;

    /// <summary>What the bot has said in the chat that is open, oldest first.</summary>
    public ILocator BotMessages => Page.Locator("div:has(> [aria-label='Message header'] [aria-label='Message author'])");

    /// <summary>Those of them that are marked as generated.</summary>
    public ILocator Answers => BotMessages.Filter(new() { Has = Button("AI generated") });

    /// <summary>Those of them that announce what can be clicked.</summary>
    public ILocator Announcements => BotMessages.Filter(new() { HasText = "You could go on with:" });

    /// <summary>Questions to click. They are gone when anything else has been said.</summary>
    public ILocator Suggestions => Page.GetByRole(AriaRole.Button, new() { NameRegex = QuestionMark() });

    public ILocator Cards => Page.Locator(".ac-adaptiveCard");

    /// <summary>What a citation shows when it is pointed at.</summary>
    public ILocator Preview => Page.Locator("[data-portal-node]");

    /// <summary>What went to and fro: one line each, with type and status.</summary>
    public ILocator Log => Page.Locator("[contenteditable=true][spellcheck=false]");

    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    public ILocator MessageBox => Page.Locator("[contenteditable=true][role=textbox]").First;

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Citation(ILocator message, int number) => message.GetByRole(AriaRole.Button, new() { Name = $"{number}", Exact = true }).First;

    /// <summary>Opens a group chat or a channel by the name it has in the list, and waits for the bot's greeting there.</summary>
    public async Task OpenAsync(string conversation)
    {
        await Page.GetByRole(AriaRole.Treeitem, new() { Name = conversation }).ClickAsync();
        await Expect(Page.Locator("p").Filter(new() { HasText = "You could ask:" })).ToBeVisibleAsync();
    }

    public async Task AskAsync(string question)
    {
        await MessageBox.ClickAsync();
        await Page.Keyboard.TypeAsync(question);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Writes the bot's name as a mention and the question after it.</summary>
    public async Task MentionAsync(string question)
    {
        await MessageBox.ClickAsync();
        await Page.Keyboard.TypeAsync("@Te");
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = "Test Bot" }).ClickAsync();
        await Page.Keyboard.TypeAsync($" {question}");
    }

    /// <summary>Keeps a picture of the page when the environment variable QABOT_SCREENSHOTS names a folder.</summary>
    /// <remarks>teams.png in Playground/Screenshots is what is kept as playground-teams.png; after a change of what is seen there it is made and copied again.</remarks>
    public async Task KeepScreenshotAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("QABOT_SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }

    [GeneratedRegex(@"\?$")]
    private static partial Regex QuestionMark();
}
