using Microsoft.Extensions.Time.Testing;
using QaBot.DirectLine.Tests.Drivers;

namespace QaBot.DirectLine.Tests;

public sealed class DeliveryTests
{
    private const string NotDelivered = "This could not be delivered to the bot. Please try again in a moment.";

    [Fact]
    public async Task One_conversations_activities_arrive_in_their_order()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        var random = new Random(1);
        host.Bot.Answer = async _ =>
        {
            await Task.Delay(random.Next(4));
            return 200;
        };

        var ids = new List<string>();
        for (var i = 0; i < 50; i++)
            ids.Add(await client.SendAsync($"{i}"));

        await Wait.UntilAsync(() => host.Bot.Received.Count == 51);
        Assert.Equal(ids, host.Bot.Received.Skip(1).Select(activity => (string)activity["id"]!));
    }

    [Fact]
    public async Task Posts_at_the_same_time_reach_clients_and_bot_in_one_order()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        host.Bot.Answer = _ => Task.FromResult(200);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => client.SendAsync($"{i}")));

        await Wait.UntilAsync(() => host.Bot.Received.Count == 51);
        Assert.Equal((await client.PollAsync()).Activities.Select(activity => (string)activity["id"]!), host.Bot.Received.Skip(1).Select(activity => (string)activity["id"]!));
    }

    [Fact]
    public async Task A_slow_conversation_holds_no_other()
    {
        await using var host = await DirectLineHost.StartAsync();
        var (slow, quick) = (host.NewClient("slow"), host.NewClient("quick"));
        var release = new TaskCompletionSource();
        host.Bot.Answer = async activity =>
        {
            if ((string)activity["from"]!["id"]! == "slow")
                await release.Task;
            return await host.Bot.EchoAsync(activity);
        };

        await slow.SendAsync("one");
        await quick.SendAsync("two");

        await quick.PollUntilAsync("Echo: two");
        Assert.Single((await slow.PollAsync()).Activities);
        release.SetResult();
        await slow.PollUntilAsync("Echo: one");
    }

    [Fact]
    public async Task The_number_of_deliveries_at_once_is_limited()
    {
        await using var host = await DirectLineHost.StartAsync(options => options.ConcurrentDeliveries = 3);
        var (now, most) = (0, 0);
        host.Bot.Answer = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(10);
            Interlocked.Decrement(ref now);
            return 200;
        };

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => host.NewClient($"{i}").SendAsync("hello")));

        await Wait.UntilAsync(() => host.Bot.Received.Count == 40);
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task The_bots_token_is_for_this_address_and_for_no_connector()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();

        await client.SendAsync("hello");

        await client.PollUntilAsync("Echo: hello");
        var token = host.Bot.Tokens[1]!;
        Assert.True(await host.Tokens.IsForBotAsync(token, host.ServiceUrl));
        Assert.False(await host.Tokens.IsForConnectorAsync(token, host.ServiceUrl));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task A_bot_that_is_busy_for_a_moment_gets_the_activity_again(int status)
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        var attempts = 0;
        host.Bot.Answer = async activity => (string)activity["type"]! == "message" && ++attempts < 3 ? status : await host.Bot.EchoAsync(activity);

        await client.SendAsync("hello");

        var activities = await client.PollUntilAsync("Echo: hello");
        Assert.Equal(2, activities.Count);
        Assert.Equal(3, attempts);
    }

    [Theory]
    [InlineData(500, 3)]
    [InlineData(400, 1)]
    [InlineData(401, 1)]
    public async Task The_user_is_told_what_the_bot_did_not_take_and_the_next_is_still_delivered(int status, int attempts)
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        host.Bot.Answer = async activity => (string?)activity["text"] == "bad" ? status : await host.Bot.EchoAsync(activity);

        var id = await client.SendAsync("bad");
        await client.SendAsync("good");

        var activities = await client.PollUntilAsync("Echo: good");
        var told = activities.Single(activity => (string?)activity["text"] == NotDelivered);
        Assert.Equal("bot", (string?)told["from"]!["role"]);
        Assert.Equal(id, (string?)told["replyToId"]);
        Assert.Equal(attempts, host.Bot.Received.Count(activity => (string?)activity["text"] == "bad"));
    }

    [Fact]
    public async Task The_user_is_told_when_the_bot_is_out_of_reach()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        await host.Bot.StopAsync();

        await client.SendAsync("hello");

        Assert.Equal(2, (await client.PollUntilAsync(NotDelivered)).Count);
    }

    [Fact]
    public async Task A_bot_that_does_not_answer_is_given_up()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await DirectLineHost.StartAsync(time: time);
        var client = host.NewClient();
        var release = new TaskCompletionSource();
        host.Bot.Answer = async _ =>
        {
            await release.Task;
            return 200;
        };

        await client.SendAsync("hello");

        await Wait.UntilAsync(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return (await client.PollAsync()).Activities.Any(activity => (string?)activity["text"] == NotDelivered);
        });
        release.SetResult();
        Assert.Equal(3, host.Bot.Received.Count(activity => (string)activity["type"]! == "message"));
    }

    [Fact]
    public async Task Typing_that_is_not_delivered_is_nothing_to_tell()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        host.Bot.Answer = async activity => (string?)activity["type"] == "typing" ? 400 : await host.Bot.EchoAsync(activity);

        await client.SendAsync(new System.Text.Json.Nodes.JsonObject { ["type"] = "typing" });
        await client.SendAsync("hello");

        Assert.Equal(["hello", "Echo: hello"], (await client.PollUntilAsync("Echo: hello")).Select(activity => (string?)activity["text"]));
    }
}
