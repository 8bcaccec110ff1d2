using Microsoft.Playwright;
using QaBot.Review;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Browser;

/// <summary>Conversations that are kept, begun anew, kept apart and rated.</summary>
[Collection(BrowserCollections.Conversations)]
public sealed class ConversationTests(Browser browser, SeedChat seeds)
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
    public Task While_a_new_conversation_is_opened_nothing_goes_to_the_old_one() => browser.UseAsync(seeds.Host, async chat =>
    {
        const string canBeHit =
            """
            element => {
              const { x, y, width, height } = element.getBoundingClientRect();
              return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
            }
            """;
        var isAwaited = new TaskCompletionSource();
        await chat.Page.RouteAsync("**/api/directline/token", async route =>
        {
            await isAwaited.Task;
            await route.ContinueAsync();
        });
        Assert.True(await chat.Suggestions.First.EvaluateAsync<bool>(canBeHit));
        await chat.Page.RunAndWaitForRequestAsync(() => chat.ClickAsync("New conversation"), "**/api/directline/token");
        Assert.False(await chat.Suggestions.First.EvaluateAsync<bool>(canBeHit));
        Assert.False(await chat.QuestionBox.EvaluateAsync<bool>(canBeHit));
        isAwaited.SetResult();

        await Expect(chat.Announcement).ToHaveTextAsync("A new conversation has begun.");
        await chat.Suggestions.First.ClickAsync();
        await Expect(chat.Sources.Question).ToHaveTextAsync(SeedChat.Examples[0]);
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
        await using var log = await AnswerLog.OpenAsync(seeds.Host.AnswerLogFile);
        await foreach (var record in log.ReadAllAsync())
        {
            if ((await log.FeedbackOnAsync(record.Id)).Find(feedback => feedback.Comment == comment) is { } found)
                return found;
        }

        return null;
    }
}
