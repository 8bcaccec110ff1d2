using System.Net;
using Microsoft.Extensions.Time.Testing;
using QaBot.DirectLine.Tests.Drivers;

namespace QaBot.DirectLine.Tests;

public sealed class LimitTests
{
    [Fact]
    public async Task A_conversation_may_send_so_many_activities_a_minute()
    {
        await using var host = await DirectLineHost.StartAsync(options => options.ActivitiesPerMinute = 1);
        var (client, other) = (host.NewClient(), host.NewClient("other"));
        await client.SendAsync("one");

        using var response = await client.PostAsync($"{client.Path}/activities", DirectLineClient.Message("two"));
        await other.SendAsync("one");

        await AssertTooManyAsync(response);
        Assert.DoesNotContain((await client.PollAsync()).Activities, activity => (string?)activity["text"] == "two");
    }

    [Fact]
    public async Task A_conversation_may_make_so_many_requests_a_minute()
    {
        await using var host = await DirectLineHost.StartAsync(options => options.RequestsPerMinute = 1);
        var client = host.NewClient();
        await client.PollAsync();

        using var response = await client.PostAsync("/v3/directline/tokens/refresh");

        await AssertTooManyAsync(response);
    }

    [Fact]
    public async Task An_activity_that_finds_the_bots_queue_full_is_refused_and_not_shown()
    {
        await using var host = await DirectLineHost.StartAsync(options => options.WaitingActivities = 2);
        var client = host.NewClient();
        var release = new TaskCompletionSource();
        host.Bot.Answer = async _ =>
        {
            await release.Task;
            return 200;
        };
        await client.StartAsync();
        await Wait.UntilAsync(() => host.Bot.Received.Count == 1);
        await client.SendAsync("one");
        await client.SendAsync("two");

        using var response = await client.PostAsync($"{client.Path}/activities", DirectLineClient.Message("three"));

        await AssertTooManyAsync(response);
        Assert.Equal(["one", "two"], (await client.PollAsync()).Activities.Select(activity => (string)activity["text"]!));
        release.SetResult();
    }

    [Fact]
    public async Task So_many_conversations_may_begin_a_minute()
    {
        await using var host = await DirectLineHost.StartAsync(options => options.ConversationsPerMinute = 1);

        Assert.True(host.Conversations.TryCreate("ann", out _, out _));
        Assert.False(host.Conversations.TryCreate("bob", out var grant, out var retryAfter));
        Assert.Null(grant);
        Assert.InRange(retryAfter, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task So_many_conversations_are_held()
    {
        await using var host = await DirectLineHost.StartAsync(options => options.MaxConversations = 2);

        Assert.True(host.Conversations.TryCreate("ann", out _, out _));
        Assert.True(host.Conversations.TryCreate("ann", out _, out _));
        Assert.False(host.Conversations.TryCreate("bob", out _, out var retryAfter));
        Assert.True(retryAfter > TimeSpan.Zero);
        using var response = await host.Bot.CallAsync(
            HttpMethod.Post, $"{host.ServiceUrl}v3/conversations", new() { ["members"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["id"] = "bob" }) });
        await AssertTooManyAsync(response);
    }

    [Fact]
    public async Task One_that_nobody_uses_makes_room_for_a_new_one()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await DirectLineHost.StartAsync(options => options.MaxConversations = 3, time);
        var (watched, left, used) = (host.NewClient("watched"), host.NewClient("left"), host.NewClient("used"));
        using var socket = await ClientSocket.OpenAsync(await watched.StartAsync());
        await Wait.UntilAsync(() => host.Bot.Received.Count == 1);
        time.Advance(TimeSpan.FromMinutes(2));
        await used.PollAsync();

        Assert.True(host.Conversations.TryCreate("new", out var grant, out _));
        Assert.False(host.Conversations.TryCreate("another", out _, out _));

        Assert.Null(host.Conversations.Grant(left.Id, "left"));
        Assert.NotNull(host.Conversations.Grant(grant.ConversationId, "new"));
        Assert.NotNull(host.Conversations.Grant(watched.Id, "watched"));
        Assert.NotNull(host.Conversations.Grant(used.Id, "used"));
        Assert.Equal(3, host.Conversations.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task A_user_has_an_id(string user)
    {
        await using var host = await DirectLineHost.StartAsync();

        Assert.Throws<ArgumentException>(() => host.Conversations.TryCreate(user, out _, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => host.Conversations.TryCreate(new string('x', 201), out _, out _));
    }

    [Fact]
    public async Task A_conversation_that_nobody_uses_is_removed()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await DirectLineHost.StartAsync(options => options.IdleTimeout = TimeSpan.FromMinutes(10), time);
        var (watched, used, left) = (host.NewClient("watched"), host.NewClient("used"), host.NewClient("left"));
        using var socket = await ClientSocket.OpenAsync(await watched.StartAsync());
        await Wait.UntilAsync(() => host.Bot.Received.Count == 1);

        // A minute at a time, with time for what each brings about.
        for (var minute = 0; minute < 12; minute++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await used.PollAsync();
        }

        await Wait.UntilAsync(() => host.Conversations.Count == 2);
        Assert.Null(host.Conversations.Grant(left.Id, "left"));
        Assert.NotNull(host.Conversations.Grant(watched.Id, "watched"));
        Assert.NotNull(host.Conversations.Grant(used.Id, "used"));
        await watched.ReceiveFromBotAsync("still here");
        Assert.Equal("still here", (string?)(await socket.NextAsync())["text"]);
    }

    [Theory]
    [InlineData(nameof(DirectLineOptions.MaxConversations), 0)]
    [InlineData(nameof(DirectLineOptions.MaxActivityBytes), 1)]
    [InlineData(nameof(DirectLineOptions.DeliveryAttempts), 11)]
    public async Task A_setting_out_of_its_range_stops_the_start(string name, int value)
    {
        var failure = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() =>
            DirectLineHost.StartAsync(options => typeof(DirectLineOptions).GetProperty(name)!.SetValue(options, value)));

        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
    }

    private static async Task AssertTooManyAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal("TooManyRequests", (string?)(await DirectLineClient.ReadAsync(response))["error"]!["code"]);
    }
}
