using QaBot.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Playground;

/// <summary>The Playground's other modes: as Web Chat it draws with the stock one, as the Emulator as it does Teams.</summary>
[Collection(PlaygroundTests.Name)]
public sealed class OtherModesTests(Browser.Browser browser, PlaygroundBot bot)
{
    [SkippableFact]
    public Task In_web_chat_mode_a_question_is_answered_with_its_source_after_one_greeting() => browser.UseBlankAsync(async page =>
    {
        await using var playground = await PlaygroundServer.StartAsync(bot.Host.Client.BaseAddress!, "webchat");
        await page.GotoAsync(playground.Address.AbsoluteUri);
        var messages = page.Locator(".webchat__basic-transcript__activity");
        var suggestion = page.Locator(".webchat__suggested-action").Filter(new() { HasText = SeedChat.Examples[0] });
        await Expect(suggestion).ToBeVisibleAsync();
        await Expect(messages).ToHaveCountAsync(1);

        await suggestion.ClickAsync();

        await Expect(messages.Last).ToContainTextAsync("751 pages of U.S. evidence");
        await Expect(messages.Last).ToContainTextAsync("Brookings");
        await new PlaygroundPage(page).KeepScreenshotAsync("playground-webchat");
    }, nameof(In_web_chat_mode_a_question_is_answered_with_its_source_after_one_greeting));

    [SkippableFact]
    public Task In_emulator_mode_a_question_is_answered_with_its_source_after_one_greeting() => browser.UseBlankAsync(async page =>
    {
        await using var playground = await PlaygroundServer.StartAsync(bot.Host.Client.BaseAddress!, "emulator");
        await page.GotoAsync(playground.Address.AbsoluteUri);
        var chat = new PlaygroundPage(page);
        await Expect(chat.Button(SeedChat.Examples[0])).ToBeVisibleAsync();
        await Expect(chat.BotMessages).ToHaveCountAsync(2);
        await Expect(chat.BotMessages.First.Locator("strong")).ToHaveTextAsync("QaBot");

        await chat.AskAsync(SeedChat.Examples[0]);

        await Expect(chat.Answers).ToContainTextAsync("751 pages of U.S. evidence");
        await Expect(chat.Answers.GetByRole(Microsoft.Playwright.AriaRole.Link)).ToContainTextAsync("Brookings");
        await Expect(chat.Log).ToContainTextAsync("trace 202");
        await chat.KeepScreenshotAsync("playground-emulator");
    }, nameof(In_emulator_mode_a_question_is_answered_with_its_source_after_one_greeting));
}
