using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QaBot.DirectLine;
using QaBot.Web.Tests.Browser.Pages;
using QaBot.Web.Tests.Http;
using static Microsoft.Playwright.Assertions;

namespace QaBot.Web.Tests.Browser;

/// <summary>Conversations that are cut off, and how they go on.</summary>
[Collection(BrowserCollections.Conversations)]
public sealed class InterruptionTests(Browser browser, SeedChat seeds)
{
    private const string Question = "When was the Norrland bridge opened?";
    private const string Opened = "The Norrland bridge was opened in 1932 by the mayor.";
    private const string Painted = "The Norrland bridge was painted green in 1950.";

    [SkippableFact]
    public async Task What_is_said_while_the_socket_is_down_is_heard_once_when_it_is_back()
    {
        using var folder = Bridge();
        using var model = new PiecemealModel();
        await using var host = await BotHost.StartAsync(folder, model);

        await browser.UseUnopenedAsync(host, async chat =>
        {
            var sockets = await PageSockets.WatchAsync(chat.Page);
            await chat.Page.Clock.InstallAsync();
            var token = await (await chat.Page.RunAndWaitForResponseAsync(chat.OpenAsync, "**/api/directline/token")).JsonAsync();
            await chat.SendAsync(Question);
            model.Write($"{Opened} [1]\n");
            await Expect(chat.Messages.Last).ToContainTextAsync("opened in 1932");

            await sockets.DropAsync();
            model.Write($"{Painted} [1]\n");
            model.Complete();
            await Wait.UntilAsync(async () => (await TranscriptAsync(host, token!.Value)).Contains("\"final\"", StringComparison.Ordinal));
            await Expect(chat.Messages.Last).Not.ToContainTextAsync("painted");
            await chat.SendAsync("Thank you!");
            await ReconnectAsync(chat, () => Task.FromResult(sockets.Opened > 1));

            await Expect(chat.Messages).ToHaveCountAsync(5);
            await Expect(chat.Messages.Nth(1)).ToContainTextAsync(Question);
            await Expect(chat.Messages.Nth(2)).ToContainTextAsync("painted green");
            await Expect(chat.Messages.Nth(3)).ToContainTextAsync("Thank you!");
            await Expect(chat.Sources.Claims).ToHaveCountAsync(2);
            await Expect(chat.Stop).ToBeHiddenAsync();
        });
    }

    [SkippableTheory]
    [InlineData("informative, streaming, final")]
    [InlineData("streaming, final, informative")]
    [InlineData("final, informative, streaming")]
    public async Task An_answer_whose_pieces_are_heard_late_is_shown_once(string order)
    {
        using var folder = Bridge();
        using var model = new PiecemealModel();
        await using var host = await BotHost.StartAsync(folder, model);

        await browser.UseUnopenedAsync(host, async chat =>
        {
            var held = new List<JsonNode>();
            await PageSockets.WatchAsync(chat.Page, frame =>
            {
                if (frame.Length == 0 || JsonNode.Parse(frame) is not { } heard || heard["activities"] is not JsonArray activities)
                    return frame;
                held.AddRange(activities.Select(activity => activity!.DeepClone()));
                if (StreamType(held[^1]) is not null and not "final")
                    return "";
                heard["activities"] = new JsonArray([.. held.OrderBy(activity => order.IndexOf(StreamType(activity) ?? "", StringComparison.Ordinal))]);
                held.Clear();
                return heard.ToJsonString();
            });
            await chat.OpenAsync();
            await chat.SendAsync(Question);
            model.Write($"{Opened} [1]\n");
            await Wait.UntilAsync(() => held.Exists(activity => StreamType(activity) == "streaming"));
            model.Complete();

            await Expect(chat.Sources.Claims).ToHaveCountAsync(1);
            await Expect(chat.Messages.Last).ToContainTextAsync("opened in 1932");
            await Expect(chat.Messages).ToHaveCountAsync(3);
            await Expect(chat.Stop).ToBeHiddenAsync();
        });
    }

    [SkippableTheory]
    [InlineData("question, informative, streaming")]
    [InlineData("question, streaming, informative")]
    [InlineData("informative, question, streaming")]
    [InlineData("informative, streaming, question")]
    [InlineData("streaming, informative, question")]
    public async Task A_draft_is_shown_whatever_is_heard_late(string order)
    {
        using var folder = Bridge();
        using var model = new PiecemealModel();
        await using var host = await BotHost.StartAsync(folder, model);

        await browser.UseUnopenedAsync(host, async chat =>
        {
            var held = new List<JsonNode>();
            await PageSockets.WatchAsync(chat.Page, frame =>
            {
                if (frame.Length == 0 || JsonNode.Parse(frame) is not { } heard || heard["activities"] is not JsonArray activities)
                    return frame;
                held.AddRange(activities.Where(activity => Place(activity!) >= 0).Select(activity => activity!.DeepClone()));
                if (activities.All(activity => Place(activity!) < 0))
                    return frame;
                if (!held.Exists(activity => StreamType(activity) == "streaming"))
                    return "";
                heard["activities"] = new JsonArray([.. held.OrderBy(Place)]);
                held.Clear();
                return heard.ToJsonString();
            });
            await chat.OpenAsync();
            await chat.SendAsync(Question);
            model.Write($"{Opened} [1]\n");

            await Expect(chat.Messages.Last).ToContainTextAsync("opened in 1932");
            await Expect(chat.Messages).ToHaveCountAsync(3);
            await Expect(chat.Stop).ToBeVisibleAsync();
        });

        int Place(JsonNode activity) => order.IndexOf(StreamType(activity) ?? ((string?)activity["text"] == Question ? "question" : "none"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_question_that_finds_its_token_run_out_can_be_sent_again()
    {
        using var folder = Bridge();
        var time = new ForwardedTime();
        await using var host = await StartAsync(folder, time);

        await browser.UseAsync(host, async chat =>
        {
            await chat.AskAsync(Question);
            time.Ahead = TimeSpan.FromMinutes(31);
            await chat.Page.RunAndWaitForResponseAsync(() => chat.SendAsync("When was the Norrland bridge painted?"), "**/api/directline/token");
            await chat.ClickAsync("Retry");

            await Expect(chat.Sources.Question).ToHaveTextAsync("When was the Norrland bridge painted?");
            await Expect(chat.Sources.Position).ToHaveTextAsync("Answer 2 of 2");
            await Expect(chat.Messages.Last).ToContainTextAsync("painted green");
            await Expect(chat.Notice).ToBeHiddenAsync();
            chat.Forget("the server responded with a status of 403");
        });
    }

    [SkippableFact]
    public async Task A_computer_that_slept_longer_than_its_token_was_good_goes_on()
    {
        using var folder = Bridge();
        var time = new ForwardedTime();
        await using var host = await StartAsync(folder, time);

        await browser.UseUnopenedAsync(host, async chat =>
        {
            var sockets = await PageSockets.WatchAsync(chat.Page);
            await chat.Page.Clock.InstallAsync();
            await chat.OpenAsync();
            await chat.AskAsync(Question);
            time.Ahead = TimeSpan.FromMinutes(31);
            await sockets.DropAsync();
            await ReconnectAsync(chat, () => Task.FromResult(sockets.Opened > 1));

            await chat.AskAsync("When was the Norrland bridge painted?");
            await Expect(chat.Messages).ToHaveCountAsync(5);
            await Expect(chat.Notice).ToBeHiddenAsync();
            chat.Forget("the server responded with a status of 403");
        });
    }

    [SkippableFact]
    public async Task After_a_restart_of_the_server_a_new_conversation_is_offered()
    {
        using var folder = Bridge();
        await using var host = await BotHost.StartAsync(folder);
        var address = host.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);

        await browser.UseUnopenedAsync(host, async chat =>
        {
            await chat.Page.Clock.InstallAsync();
            await chat.OpenAsync();
            await chat.AskAsync(Question);
            await host.DisposeAsync();
            await using var restarted = await BotHost.StartAsync(folder, null, (WebHostDefaults.ServerUrlsKey, address));

            await ExpectEndAsync(chat);
            chat.Forget("Failed to load resource");
            chat.Forget("WebSocket connection");
        });
    }

    [SkippableFact]
    public async Task After_a_conversation_fell_idle_a_new_one_is_offered()
    {
        using var folder = Bridge();
        var time = new ForwardedTime();
        await using var host = await StartAsync(folder, time);
        var conversations = host.Services.GetRequiredService<DirectLineConversations>();

        await browser.UseUnopenedAsync(host, async chat =>
        {
            var sockets = await PageSockets.WatchAsync(chat.Page);
            await chat.Page.Clock.InstallAsync();
            await chat.OpenAsync();
            await chat.AskAsync(Question);
            var isGone = new TaskCompletionSource();
            await chat.Page.RouteAsync("**/v3/directline/conversations/*?*", async route =>
            {
                await isGone.Task;
                await route.ContinueAsync();
            });
            await sockets.DropAsync();
            // The server may see only now that the socket is closed, and until then the conversation was in use.
            await Wait.UntilAsync(() =>
            {
                time.Ahead += TimeSpan.FromHours(3);
                return conversations.RemoveIdle() > 0;
            });
            isGone.SetResult();

            await ExpectEndAsync(chat);
            chat.Forget("Failed to load resource");
        });
    }

    [SkippableFact]
    public Task A_server_that_refuses_a_token_is_told_in_words_and_can_be_asked_again() => browser.UseUnopenedAsync(seeds.Host, async chat =>
    {
        const string body = """{"error":{"code":"ChatUnavailable","message":"Too many people chat at the moment."}}""";
        await chat.Page.RouteAsync("**/api/directline/token", route => route.FulfillAsync(new() { Status = 429, ContentType = "application/json", Body = body }));
        await chat.Page.GotoAsync("/");

        await Expect(chat.Notice).ToContainTextAsync("Too many people chat at the moment.");
        await chat.CheckAccessibilityAsync();
        await chat.Page.UnrouteAsync("**/api/directline/token");
        await chat.ClickAsync("Try again");
        await chat.AskAsync(SeedChat.Examples[0]);
        await Expect(chat.Notice).ToBeHiddenAsync();
        chat.Forget("429");
    });

    private static string? StreamType(JsonNode activity) => (string?)activity["channelData"]?["streamType"];

    private static TestFolder Bridge() => new TestFolder().WithArticle("bridge.txt", $"{Opened} {Painted}");

    private static Task<BotHost> StartAsync(TestFolder folder, TimeProvider time) =>
        BotHost.StartWithAsync(folder, services => services.Replace(ServiceDescriptor.Singleton(time)));

    /// <summary>What the server would tell a client that has heard nothing.</summary>
    private static async Task<string> TranscriptAsync(BotHost host, JsonElement token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v3/directline/conversations/{token.GetProperty("conversationId")}/activities");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("token").GetString());
        using var response = await host.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>The client waits 3 to 15 seconds before it connects again; the page's clock goes on faster.</summary>
    private static Task ReconnectAsync(ChatPage chat, Func<Task<bool>> isBack) => Wait.UntilAsync(async () =>
    {
        await chat.Page.Clock.FastForwardAsync(1000);
        return await isBack();
    });

    private static async Task ExpectEndAsync(ChatPage chat)
    {
        await ReconnectAsync(chat, () => chat.Notice.IsVisibleAsync());
        await Expect(chat.Notice).ToContainTextAsync("This conversation has ended");
        await Expect(chat.Messages).ToHaveCountAsync(3);
        await chat.ClickAsync("Start a new conversation");
        await Expect(chat.Messages).ToHaveCountAsync(1);
        await chat.AskAsync(Question);
        await Expect(chat.Messages).ToHaveCountAsync(3);
        await Expect(chat.Notice).ToBeHiddenAsync();
    }
}
