using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using QaBot.Review;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Browser;

/// <summary>Conversations that are kept, begun anew, interrupted, kept apart and rated.</summary>
[Collection(Browser.Collection)]
public sealed class ConversationTests(Browser browser, SeedChat seeds) : IClassFixture<SeedChat>
{
    private const string Question = "How many pages of US evidence did Mexico publish?";

    [SkippableFact]
    public Task A_reload_keeps_the_messages_and_their_sources() => browser.UseAsync(seeds.Host, async chat =>
    {
        await chat.AskAsync("What was General Cienfuegos accused of?");
        await chat.AskAsync(Question);
        await chat.Page.ReloadAsync();

        await Expect(chat.Messages).ToHaveCountAsync(5);
        await Expect(chat.Sources.Position).ToHaveTextAsync("Answer 2 of 2");
        await Expect(chat.Sources.Question).ToHaveTextAsync(Question);
        await chat.Citations.First.ClickAsync();
        await Expect(chat.Sources.Position).ToHaveTextAsync("Answer 1 of 2");
    });

    [SkippableFact]
    public Task A_new_conversation_begins_without_the_earlier_one() => browser.UseAsync(seeds.Host, async chat =>
    {
        await chat.AskAsync(Question);
        await chat.ClickAsync("New conversation");

        await Expect(chat.Messages).ToHaveCountAsync(1);
        await Expect(chat.Sources.Claims).ToHaveCountAsync(0);
        await chat.AskAsync("What was General Cienfuegos accused of?");
        await Expect(chat.Messages).ToHaveCountAsync(3);
    });

    [SkippableFact]
    public Task Two_visitors_at_once_do_not_see_each_other() => browser.UseAsync(seeds.Host, one => browser.UseAsync(seeds.Host, async other =>
    {
        await Task.WhenAll(one.AskAsync(Question), other.AskAsync("What was General Cienfuegos accused of?"));

        await Expect(one.Messages).ToHaveCountAsync(3);
        await Expect(other.Messages).ToHaveCountAsync(3);
        await Expect(one.Page.Locator("#webchat")).Not.ToContainTextAsync("accused of?");
        await Expect(other.Page.Locator("#webchat")).Not.ToContainTextAsync("How many pages");
    }));

    [SkippableFact]
    public Task A_dropped_socket_is_opened_again_and_nothing_is_lost_or_doubled() => browser.UseUnopenedAsync(seeds.Host, async chat =>
    {
        var sockets = new ConcurrentQueue<IWebSocketRoute>();
        await chat.Page.RouteWebSocketAsync("**/*", socket =>
        {
            socket.ConnectToServer();
            sockets.Enqueue(socket);
        });
        await chat.OpenAsync();
        await chat.AskAsync("What was General Cienfuegos accused of?");
        Assert.True(sockets.TryDequeue(out var first));
        await first.CloseAsync(new() { Code = 4000, Reason = "a test" });
        await chat.AskAsync(Question);

        await Expect(chat.Messages).ToHaveCountAsync(5);
        Assert.True(sockets.TryDequeue(out _));
    });

    [SkippableFact]
    public Task A_server_that_refuses_a_token_is_told_in_words_and_can_be_asked_again() => browser.UseUnopenedAsync(seeds.Host, async chat =>
    {
        const string body = """{"error":{"code":"ChatUnavailable","message":"Too many people chat at the moment."}}""";
        await chat.Page.RouteAsync("**/api/directline/token", route => route.FulfillAsync(new() { Status = 429, ContentType = "application/json", Body = body }));
        await chat.Page.GotoAsync("/");

        await Expect(chat.Notice).ToContainTextAsync("Too many people chat at the moment.");
        await chat.Page.UnrouteAsync("**/api/directline/token");
        await chat.ClickAsync("Try again");
        await chat.AskAsync(Question);
        await Expect(chat.Notice).ToBeHiddenAsync();
        chat.Forget("429");
    });

    [SkippableFact]
    public Task A_thumb_and_a_comment_are_stored_with_the_answer() => browser.UseAsync(seeds.Host, async chat =>
    {
        await chat.AskAsync(Question);
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "Dislike" }).ClickAsync();
        await Expect(chat.Comment).ToBeFocusedAsync();
        await chat.Comment.FillAsync("It names no date.");
        await chat.Page.Locator("#feedback").GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        await Expect(chat.Announcement).ToHaveTextAsync("Thank you for your opinion.");
        await Http.Wait.UntilAsync(async () => await StoredAsync("It names no date.") is { Reaction: Reaction.Dislike });
    });

    [SkippableFact]
    public Task The_panel_takes_an_opinion_too_and_the_focus_comes_back() => browser.UseAsync(seeds.Host, async chat =>
    {
        await chat.AskAsync(Question);
        await chat.ClickAsync("Comment");
        await chat.Page.GetByLabel("Helpful", new() { Exact = true }).CheckAsync();
        await chat.Comment.FillAsync("Just what I sought.");
        await chat.Comment.PressAsync("Tab");
        await chat.Page.Keyboard.PressAsync("Enter");

        await Expect(chat.Page.GetByRole(AriaRole.Button, new() { Name = "Comment", Exact = true })).ToBeFocusedAsync();
        await Http.Wait.UntilAsync(async () => await StoredAsync("Just what I sought.") is { Reaction: Reaction.Like });
    });

    private async Task<AnswerFeedback?> StoredAsync(string comment)
    {
        await using var log = await AnswerLog.OpenAsync(AnswerLog.PathFor(seeds.Host.Services.GetRequiredService<IConfiguration>()));
        await foreach (var record in log.ReadAllAsync())
        {
            if ((await log.FeedbackOnAsync(record.Id)).Find(feedback => feedback.Comment == comment) is { } found)
                return found;
        }

        return null;
    }
}
