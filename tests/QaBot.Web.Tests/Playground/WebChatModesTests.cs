using QaBot.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Playground;

/// <summary>The Playground's modes that draw with the stock Web Chat.</summary>
[Collection(PlaygroundTests.Name)]
public sealed class WebChatModesTests(Browser.Browser browser, SeedChat seeds)
{
    [SkippableTheory]
    [InlineData("webchat")]
    [InlineData("emulator")]
    public Task A_question_is_answered_with_its_source_after_one_greeting(string channel) => browser.UseBlankAsync(async page =>
    {
        await using var playground = await PlaygroundServer.StartAsync(seeds.Host.Client.BaseAddress!, channel);
        await page.GotoAsync(playground.Address.AbsoluteUri);
        var messages = page.Locator(".webchat__basic-transcript__activity");
        var suggestions = page.Locator(".webchat__suggested-action");
        await Expect(suggestions.Filter(new() { HasText = SeedChat.Examples[0] })).ToBeVisibleAsync();
        await Expect(messages).ToHaveCountAsync(1);

        await suggestions.Filter(new() { HasText = SeedChat.Examples[0] }).ClickAsync();
        await Expect(messages.Last).ToContainTextAsync("751 pages of U.S. evidence");
        await Expect(messages.Last).ToContainTextAsync("Brookings");

        var box = page.Locator("[data-id='webchat-sendbox-input']");
        await box.FillAsync("Where was Cienfuegos arrested?");
        await box.PressAsync("Enter");
        await Expect(messages.Last).ToContainTextAsync("arrested");
    }, $"{nameof(A_question_is_answered_with_its_source_after_one_greeting)}_{channel}");
}
