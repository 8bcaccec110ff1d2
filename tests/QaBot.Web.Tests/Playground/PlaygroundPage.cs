using Microsoft.Playwright;

namespace QaBot.Web.Tests.Playground;

/// <summary>The Playground's page in Teams mode, as a person uses it.</summary>
internal sealed class PlaygroundPage(IPage page)
{
    public IPage Page { get; } = page;

    /// <summary>What the bot has said in the conversation that is open, oldest first.</summary>
    public ILocator BotMessages => Page.Locator("div:has(> [aria-label='Message header'] [aria-label='Message author'])");

    /// <summary>What went to and fro: one line each, with type and status.</summary>
    public ILocator Log => Page.Locator("[contenteditable=true][spellcheck=false]");

    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    public ILocator MessageBox => Page.Locator("[contenteditable=true][role=textbox]").First;

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Citation(ILocator message, int number) => message.GetByRole(AriaRole.Button, new() { Name = $"{number}", Exact = true });

    public static ILocator GeneratedLabel(ILocator message) => message.GetByRole(AriaRole.Button, new() { Name = "AI generated", Exact = true });

    /// <summary>Opens a chat or a channel by the name it has in the list.</summary>
    public Task OpenAsync(string conversation) => Page.GetByRole(AriaRole.Treeitem, new() { Name = conversation }).ClickAsync();

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
}
