using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using QaBot.DirectLine.Tests.Drivers;

namespace QaBot.DirectLine.Tests.StockClient;

public sealed class StockClientTests
{
    private const int Online = 2;
    private const int ExpiredToken = 3;
    private const int Ended = 5;

    [SkippableTheory]
    [InlineData("websocket")]
    [InlineData("polling")]
    public async Task The_stock_client_starts_sends_and_gets_its_echo_and_the_reply(string transport)
    {
        await using var host = await DirectLineHost.StartAsync();
        await using var client = StockClient.Start(host, host.NewClient().Token, transport);
        await client.NextStatusAsync(Online);

        await client.PostAsync(DirectLineClient.Message("hello", "client-7"));

        await client.NextActivityAsync("Echo: hello");
        var echo = Activities(client).Single(activity => (string?)activity["text"] == "hello");
        Assert.Equal("client-7", (string?)echo["channelData"]!["clientActivityID"]);
        Assert.Equal("user-1", (string?)echo["from"]!["id"]);
        if (!client.Seen.Any(seen => seen.ContainsKey("posted")))
            await client.NextAsync("posted");
        Assert.Equal((string?)echo["id"], (string?)client.Seen.Single(seen => seen.ContainsKey("posted"))["posted"]);
        Assert.Equal(1, host.Bot.Received.Count(activity => (string)activity["type"]! == "conversationUpdate"));
    }

    [SkippableFact]
    public async Task Its_socket_drops_and_resumes_with_nothing_lost_and_nothing_doubled()
    {
        await using var host = await DirectLineHost.StartAsync();
        var page = host.NewClient();
        await using var client = StockClient.Start(host, page.Token, "websocket");
        await client.NextStatusAsync(Online);
        await Wait.UntilAsync(() => host.OpenSockets == 1);

        for (var drop = 0; drop < 2; drop++)
        {
            for (var i = 0; i < 5; i++)
                await page.ReceiveFromBotAsync($"{drop}, before {i}");
            host.DropSockets();
            await Wait.UntilAsync(() => host.OpenSockets == 0);
            for (var i = 0; i < 5; i++)
                await page.ReceiveFromBotAsync($"{drop}, while away {i}");
            await client.NextActivityAsync($"{drop}, while away 4");
        }

        await client.PostAsync(DirectLineClient.Message("hello"));
        await client.NextActivityAsync("Echo: hello");
        var expected = new[] { 0, 1 }.SelectMany(drop => new[] { "before", "while away" }.SelectMany(when => Enumerable.Range(0, 5).Select(i => $"{drop}, {when} {i}")));
        Assert.Equal([.. expected, "hello", "Echo: hello"], Activities(client).Select(activity => (string)activity["text"]!));
    }

    [SkippableTheory]
    [InlineData("websocket")]
    [InlineData("polling")]
    public async Task A_reloaded_page_gets_the_history_and_goes_on(string transport)
    {
        await using var host = await DirectLineHost.StartAsync();
        var page = host.NewClient();
        await page.SendAsync("before");
        await page.PollUntilAsync("Echo: before");

        var grant = host.Conversations.Grant(page.Id, "user-1")!;
        await using var client = StockClient.Start(host, grant.Token, transport, new JsonObject { ["conversationId"] = grant.ConversationId, ["watermark"] = "0" });
        await client.NextActivityAsync("Echo: before");
        await client.PostAsync(DirectLineClient.Message("after"));
        await client.NextActivityAsync("Echo: after");

        Assert.Equal(["before", "Echo: before", "after", "Echo: after"], Activities(client).Select(activity => (string)activity["text"]!));
        Assert.Equal(1, host.Bot.Received.Count(activity => (string)activity["type"]! == "conversationUpdate"));
    }

    [SkippableFact]
    public async Task Its_token_is_refreshed()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await DirectLineHost.StartAsync(time: time);
        var page = host.NewClient();
        await using var client = StockClient.Start(host, page.Token, "polling");
        await client.NextStatusAsync(Online);
        time.Advance(TimeSpan.FromMinutes(15));

        await client.CommandAsync(new JsonObject { ["refresh"] = true });

        page.Token = (string)(await client.NextAsync("refreshed"))!;
        time.Advance(TimeSpan.FromMinutes(20));
        Assert.Empty((await page.PollAsync()).Activities);
    }

    [SkippableFact]
    public async Task It_knows_an_expired_token()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await DirectLineHost.StartAsync(time: time);
        await using var client = StockClient.Start(host, host.NewClient().Token, "websocket");
        await client.NextStatusAsync(Online);
        time.Advance(TimeSpan.FromMinutes(31));

        await client.PostAsync(DirectLineClient.Message("hello"));

        await client.NextStatusAsync(ExpiredToken);
    }

    [SkippableTheory]
    [InlineData("websocket")]
    [InlineData("polling")]
    public async Task It_knows_a_conversation_that_has_ended(string transport)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await DirectLineHost.StartAsync(options => options.IdleTimeout = TimeSpan.FromSeconds(2), time);
        await using var client = StockClient.Start(host, host.NewClient().Token, transport);
        await client.NextStatusAsync(Online);
        if (transport == "websocket")
            await Wait.UntilAsync(() => host.OpenSockets == 1);

        await Wait.UntilAsync(() =>
        {
            host.DropSockets();
            time.Advance(TimeSpan.FromSeconds(2));
            return host.Conversations.Count == 0;
        });

        if (transport == "polling")
            await client.NextStatusAsync(Ended);
        else
            Assert.Equal("conversation ended", (string?)await client.NextAsync("failed"));
    }

    [SkippableFact]
    public async Task A_file_that_it_uploads_is_refused_for_good()
    {
        await using var host = await DirectLineHost.StartAsync();
        await using var client = StockClient.Start(host, host.NewClient().Token, "websocket");
        await client.NextStatusAsync(Online);
        var message = DirectLineClient.Message("see this");
        message["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "image/png", ["contentUrl"] = host.Bot.FileUrl.AbsoluteUri, ["name"] = "a.png" });

        await client.PostAsync(message);

        Assert.Equal(415, (int)await client.NextAsync("failed"));
    }

    private static IEnumerable<JsonNode> Activities(StockClient client) => client.Seen.Select(seen => seen["activity"]).OfType<JsonNode>();
}
