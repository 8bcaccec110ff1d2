using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using QaBot.Review;
using QaBot.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Playground;

/// <summary>What a person sees of QaBot in the Playground's Teams mode.</summary>
[Collection(PlaygroundTests.Name)]
public sealed class TeamsModeTests(Browser.Browser browser, PlaygroundBot bot)
{
    private static readonly string s_question = SeedChat.Examples[0];

    [SkippableFact]
    public Task A_question_streams_in_and_shows_its_citations_and_that_it_was_generated() => UseAsync(async chat =>
    {
        await Expect(chat.BotMessages).ToHaveCountAsync(1);
        await chat.AskAsync(s_question);

        await Expect(chat.BotMessages.Last).ToContainTextAsync("751 pages of U.S. evidence");
        await Expect(PlaygroundPage.GeneratedLabel(chat.BotMessages.Last)).ToBeVisibleAsync();
        await Expect(PlaygroundPage.Citation(chat.BotMessages.Last, 1)).ToBeVisibleAsync();
        await Expect(chat.Log).ToContainTextAsync(new Regex("typing 201.*message 202", RegexOptions.Singleline));
        await Expect(chat.BotMessages).ToHaveCountAsync(2);
    });

    [SkippableFact]
    public Task A_follow_up_question_is_understood() => UseAsync(async chat =>
    {
        await chat.AskAsync("Where was Cienfuegos arrested?");
        await Expect(PlaygroundPage.Citation(chat.BotMessages.Last, 1)).ToBeVisibleAsync();
        await Expect(chat.BotMessages.Last).ToContainTextAsync("arrested");
        await chat.AskAsync("And when?");
        await Expect(chat.BotMessages).ToHaveCountAsync(3);
        await Expect(PlaygroundPage.Citation(chat.BotMessages.Last, 1)).ToBeVisibleAsync();
        await Expect(chat.BotMessages.Last).ToContainTextAsync("arrested");
    });

    [SkippableFact]
    public Task A_question_of_the_greeting_is_asked_with_a_click() => UseAsync(async chat =>
    {
        await chat.Button(s_question).ClickAsync();

        await Expect(chat.BotMessages.Last).ToContainTextAsync("751 pages of U.S. evidence");
    });

    [SkippableFact]
    public Task A_thumbs_down_with_a_comment_is_kept_with_the_answer() => UseAsync(async chat =>
    {
        var comment = $"Not what I asked {Guid.NewGuid():N}";
        await chat.AskAsync("What was General Cienfuegos accused of?");
        await chat.Button("Dislike").ClickAsync();
        await chat.Dialog.GetByRole(Microsoft.Playwright.AriaRole.Textbox).FillAsync(comment);
        await chat.Dialog.GetByText("Submit", new() { Exact = true }).ClickAsync();

        await Expect(chat.Log).ToContainTextAsync("invoke 200");
        var feedback = await FeedbackWithAsync(comment);
        Assert.Equal(Reaction.Dislike, feedback.Reaction);
    });

    [SkippableFact]
    public Task A_mention_in_a_group_chat_is_answered_in_one_message() => UseAsync(async chat =>
    {
        await chat.OpenAsync("Group Chat");
        await chat.MentionAsync(s_question);
        await chat.Page.Keyboard.PressAsync("Enter");

        await Expect(chat.BotMessages.Last).ToContainTextAsync("751 pages of U.S. evidence");
        await Expect(PlaygroundPage.Citation(chat.BotMessages.Last, 1)).ToBeVisibleAsync();
        await Expect(chat.Log).ToContainTextAsync(new Regex("message 201.*751"));
    });

    [SkippableFact]
    public Task A_mention_in_a_channel_is_answered_in_the_post() => UseAsync(async chat =>
    {
        await chat.OpenAsync("My Team - General");
        await chat.MentionAsync(s_question);
        await chat.Button("Post").ClickAsync();

        await Expect(chat.Button("AI generated")).ToBeVisibleAsync();
        await Expect(chat.Button("1")).ToBeVisibleAsync();
    });

    private Task UseAsync(Func<PlaygroundPage, Task> test, [CallerMemberName] string name = "") => browser.UseBlankAsync(async page =>
    {
        await using var playground = await PlaygroundServer.StartAsync(bot.Host.Client.BaseAddress!, "msteams");
        var chat = new PlaygroundPage(page);
        await page.GotoAsync(playground.Address.AbsoluteUri);
        await Expect(chat.Button(s_question)).ToBeVisibleAsync();
        await test(chat);
    }, name);

    private async Task<AnswerFeedback> FeedbackWithAsync(string comment)
    {
        var log = bot.Host.Services.GetRequiredService<AnswerLog>();
        var found = new List<AnswerFeedback>();
        await foreach (var record in log.ReadAllAsync())
            found.AddRange((await log.FeedbackOnAsync(record.Id)).Where(feedback => feedback.Comment == comment));
        return Assert.Single(found);
    }
}
