using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Newtonsoft.Json.Linq;
using QaBot.Review;
using QaBot.Web.Tests.Browser;
using QaBot.Web.Tests.Http;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Playground;

/// <summary>What a person sees of QaBot in the Playground's Teams mode, with the settings as they are by default.</summary>
[Collection(PlaygroundTests.Name)]
public sealed class TeamsModeTests(Browser.Browser browser, PlaygroundBot bot)
{
    // Where the Playground's own page looks for its fonts.
    private const string OwnFonts = "https://res-1.cdn.office.net/";

    private static readonly string s_question = SeedChat.Examples[0];

    [SkippableFact]
    public Task A_question_streams_in_and_shows_its_citations_and_that_it_was_generated() => UseAsync(async chat =>
    {
        await chat.AskAsync(s_question);

        await Expect(chat.Answers).ToContainTextAsync("751 pages of U.S. evidence");
        await Expect(PlaygroundPage.Citation(chat.Answers, 1)).ToBeVisibleAsync();
        await Expect(chat.Answers).Not.ToContainTextAsync("[1]");
        await Expect(chat.Button("Like")).ToBeVisibleAsync();
        await Expect(chat.Button("Dislike")).ToBeVisibleAsync();
        await Expect(chat.Log).ToContainTextAsync(new Regex("typing 201.*message 202", RegexOptions.Singleline));
        await Expect(chat.Announcements).ToHaveCountAsync(2);
        await Expect(chat.BotMessages).ToHaveCountAsync(4);
        await chat.KeepScreenshotAsync("playground-teams");

        await PlaygroundPage.Citation(chat.Answers, 1).HoverAsync();
        await Expect(chat.Preview.GetByText("To add injury to that insult")).ToBeVisibleAsync();
        await Expect(chat.Preview.GetByText("The Brookings Institution")).ToBeVisibleAsync();
    });

    [SkippableFact]
    public Task A_question_of_the_greeting_and_one_after_an_answer_are_asked_with_a_click() => UseAsync(async chat =>
    {
        await Expect(chat.BotMessages.First.Locator("strong")).ToHaveTextAsync("QaBot");
        await Expect(chat.BotMessages.First).Not.ToContainTextAsync("**");
        await chat.Button(s_question).ClickAsync();
        await Expect(chat.Answers).ToContainTextAsync("751 pages of U.S. evidence");
        await Expect(chat.Announcements).ToHaveCountAsync(2);
        await Expect(chat.Button(s_question)).ToHaveCountAsync(0);
        await chat.Suggestions.First.ClickAsync();

        await Expect(chat.Answers).ToHaveCountAsync(2);
        await Expect(PlaygroundPage.Citation(chat.Answers.Last, 1)).ToBeVisibleAsync();
        await Expect(chat.BotMessages.Filter(new() { HasText = "I am QaBot" })).ToHaveCountAsync(1);
    });

    [SkippableFact]
    public Task Two_prompts_are_compared_on_a_card_and_the_conversation_is_downloaded() => UseAsync(async chat =>
    {
        await chat.AskAsync(s_question);
        await Expect(chat.Announcements).ToHaveCountAsync(2);
        await chat.AskAsync("/compare Concise QuotesOnly");
        await Expect(chat.Cards).ToContainTextAsync("Concise");
        await Expect(chat.Cards).ToContainTextAsync("QuotesOnly");
        await Expect(chat.Cards.GetByText(new Regex(@"^\[1\] .*Brookings.*: “To add injury"))).ToHaveCountAsync(2);
        await chat.KeepScreenshotAsync("playground-compare");
        await chat.AskAsync("/export");
        var address = await chat.Page.GetByRole(AriaRole.Link, new() { Name = "Download" }).GetAttributeAsync("href");

        using var response = await bot.Host.Client.GetAsync(address);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        var activities = JArray.Parse(await response.Content.ReadAsStringAsync());
        var said = activities.Where(activity => (string?)activity["from"]!["role"] == "bot" && (string?)activity["type"] == "message").ToList();
        Assert.Equal(5, said.Count);
        Assert.Equal([false, true, false, true, false], said.Select(activity => activity["suggestedActions"] is not null));
        Assert.Contains("751 pages", (string?)said[2]["text"], StringComparison.Ordinal);
    });

    [SkippableFact]
    public Task The_steps_of_an_answer_are_opened_on_a_card_and_commands_are_clicked() => UseAsync(async chat =>
    {
        await chat.AskAsync("/trace on");
        await Expect(chat.BotMessages.Last).ToContainTextAsync("shown from now on");
        await chat.AskAsync(s_question);
        await chat.Button("Claims and verdicts").ClickAsync();
        await Expect(chat.Cards.GetByText(new Regex("supported", RegexOptions.IgnoreCase)).First).ToBeVisibleAsync();
        await Expect(chat.Answers).ToHaveCountAsync(1);
        await chat.KeepScreenshotAsync("playground-trace");
        await chat.AskAsync("/help");
        await chat.Button("/prompts").ClickAsync();

        await Expect(chat.BotMessages.Filter(new() { HasText = "QuotesOnly" })).ToHaveCountAsync(1);
        await Expect(chat.Button("/prompt Concise")).ToBeVisibleAsync();
        await chat.KeepScreenshotAsync("playground-prompts");
    });

    [SkippableFact]
    public Task A_follow_up_question_is_understood() => UseAsync(async chat =>
    {
        await chat.AskAsync("Where was Cienfuegos arrested?");
        await Expect(chat.Answers).ToContainTextAsync("arrested");
        await chat.AskAsync("And when?");

        await Expect(chat.Answers).ToHaveCountAsync(2);
        await Expect(PlaygroundPage.Citation(chat.Answers.Last, 1)).ToBeVisibleAsync();
        await Expect(chat.Answers.Last).ToContainTextAsync("arrested");
    });

    [SkippableFact]
    public Task A_thumbs_down_with_a_comment_is_kept_with_the_answer() => UseAsync(async chat =>
    {
        var question = SeedChat.Examples[1];
        var comment = $"Not what I asked {Guid.NewGuid():N}";
        await chat.AskAsync(question);
        await Expect(chat.Announcements).ToHaveCountAsync(2);
        await chat.Button("Dislike").ClickAsync();
        await chat.Dialog.GetByRole(AriaRole.Textbox).FillAsync(comment);
        await chat.Dialog.GetByText("Submit", new() { Exact = true }).ClickAsync();

        await Expect(chat.Log).ToContainTextAsync("invoke 200");
        var (record, feedback) = await FeedbackWithAsync(comment);
        Assert.Equal(Reaction.Dislike, feedback.Reaction);
        Assert.Equal(question, record.Answer.Question);
    });

    [SkippableFact]
    public Task Sources_that_differ_stand_side_by_side_on_a_card() => UseAsync(async chat =>
    {
        await chat.AskAsync("How much has the US spent on security aid to Mexico since 2008?");

        await Expect(chat.Cards).ToContainTextAsync("The sources differ");
        var (one, other) = (chat.Cards.GetByText("$1.6 billion").First, chat.Cards.GetByText("$3 billion").First);
        await Expect(one).ToBeVisibleAsync();
        await Expect(other).ToBeVisibleAsync();
        var (left, right) = ((await one.BoundingBoxAsync())!, (await other.BoundingBoxAsync())!);
        Assert.True(Math.Abs(left.Y - right.Y) < 2 && left.X != right.X);
        await Expect(PlaygroundPage.Citation(chat.Answers, 1)).ToBeVisibleAsync();
        await chat.KeepScreenshotAsync("playground-differ");
    });

    [SkippableFact]
    public Task A_mention_in_a_group_chat_is_answered_in_one_message() => UseAsync(async chat =>
    {
        await chat.OpenAsync("Group Chat");
        await chat.MentionAsync(s_question);
        await chat.Page.Keyboard.PressAsync("Enter");

        await Expect(chat.Answers).ToContainTextAsync("751 pages of U.S. evidence");
        await Expect(PlaygroundPage.Citation(chat.Answers, 1)).ToBeVisibleAsync();
        await Expect(chat.Log).ToContainTextAsync(new Regex("message 201.*751"));
        await chat.KeepScreenshotAsync("playground-group");
    });

    [SkippableFact]
    public Task A_mention_in_a_channel_is_answered_in_a_post() => UseAsync(async chat =>
    {
        await chat.OpenAsync("My Team - General");
        // The page loses an answer that comes while it draws the greeting.
        await Expect(chat.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = SeedChat.Examples[1] })).ToBeVisibleAsync();
        await chat.MentionAsync(s_question);
        await chat.Button("Post").ClickAsync();

        await Expect(chat.Page.GetByText("AI generated", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(chat.Button("1").First).ToBeVisibleAsync();
        await chat.KeepScreenshotAsync("playground-channel");
    });

    [SkippableFact]
    public async Task An_answer_grows_while_a_model_writes_it()
    {
        using var model = new PiecemealModel();
        using var folder = new TestFolder().WithArticle(
            "lighthouse.txt", "The lighthouse of Norrland was built in 1874.\n\nIts keeper, Alma Strand, wrote a diary of 400 pages.");
        await using var host = await BotHost.StartAsync(folder, model, ("Bot:Workbench", "Auto"), ("Bot:TeamsStreamInterval", "00:00:01"));
        await browser.UseBlankAsync(async page =>
        {
            await using var playground = await PlaygroundServer.StartAsync(host.Client.BaseAddress!, "msteams");
            var chat = new PlaygroundPage(page);
            await page.GotoAsync(playground.Address.AbsoluteUri);
            await Expect(chat.Announcements).ToHaveCountAsync(1);
            await chat.AskAsync("When was the lighthouse of Norrland built?");
            await Expect(page.GetByText("Searching 1 article…").First).ToBeVisibleAsync();
            model.Write("The lighthouse of Norrland was built in 1874 [1].\nIts keeper");
            await Expect(chat.BotMessages.Last).ToContainTextAsync("built in 1874");
            await Expect(chat.BotMessages.Last).Not.ToContainTextAsync("400 pages");
            model.Write(", Alma Strand, wrote a diary of 400 pages [1].\n");
            await Expect(chat.BotMessages.Last).ToContainTextAsync("400 pages");
            await Expect(chat.Answers).ToHaveCountAsync(0);
            model.Complete();

            await Expect(chat.Answers).ToContainTextAsync("400 pages");
            await Expect(PlaygroundPage.Citation(chat.Answers, 2)).ToBeVisibleAsync();
        }, nameof(An_answer_grows_while_a_model_writes_it));
    }

    /// <summary>Opens the chat with the bot, greeted. Neither the page nor the server may reach for anything but this machine because of what is said.</summary>
    private Task UseAsync(Func<PlaygroundPage, Task> test, [CallerMemberName] string name = "") => browser.UseBlankAsync(async page =>
    {
        await using var playground = await PlaygroundServer.StartAsync(bot.Host.Client.BaseAddress!, "msteams");
        var outside = new List<string>();
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { IsLoopback: false, Scheme: "http" or "https" } && !request.Url.StartsWith(OwnFonts, StringComparison.Ordinal))
                outside.Add(request.Url);
        };
        var chat = new PlaygroundPage(page);
        await page.GotoAsync(playground.Address.AbsoluteUri);
        await Expect(chat.Button(s_question)).ToBeVisibleAsync();
        await Expect(chat.BotMessages).ToHaveCountAsync(2);
        await test(chat);
        Assert.Empty(outside);
        Assert.Empty(playground.Outside);
    }, name);

    private async Task<(AnswerRecord Record, AnswerFeedback Feedback)> FeedbackWithAsync(string comment)
    {
        await using var log = await AnswerLog.OpenAsync(bot.Host.AnswerLogFile);
        var found = new List<(AnswerRecord, AnswerFeedback)>();
        await foreach (var record in log.ReadAllAsync())
            found.AddRange((await log.FeedbackOnAsync(record.Id)).Where(feedback => feedback.Comment == comment).Select(feedback => (record, feedback)));
        return Assert.Single(found);
    }
}
