using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using QaBot.DirectLine.Tests.Drivers;

namespace QaBot.DirectLine.Tests;

public sealed class StreamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Sockets_that_drop_anywhere_lose_nothing_and_double_nothing(int seed)
    {
        const int Count = 400;
        var random = new Random(seed);
        // So few at a time that no socket sees them all, however late it is opened.
        using var ahead = new SemaphoreSlim(20);
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        var url = await client.StartAsync();
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < Count; i++)
            {
                Assert.True(await ahead.WaitAsync(Wait.Limit));
                await client.ReceiveFromBotAsync($"{i}");
            }
        });

        var (texts, watermark, drops) = (new List<string>(), "", 0);
        while (texts.Count < Count)
        {
            using var socket = await ClientSocket.OpenAsync(url);
            for (var pages = random.Next(6); pages >= 0 && texts.Count < Count && await socket.ReadPageAsync() is { } page; pages--)
            {
                watermark = socket.Watermark;
                texts.AddRange(page.Select(activity => (string)activity["text"]!));
                ahead.Release(page.Count);
            }

            if (random.Next(2) == 0)
                host.DropSockets();
            else if (random.Next(2) == 0)
                await socket.CloseAsync();
            socket.Dispose();
            url = await client.ReconnectAsync(watermark);
            drops++;
        }

        await sending;
        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"{i}"), texts);
        Assert.True(drops > 3);
        Assert.DoesNotContain("Error ", host.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_tabs_both_see_everything()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        using var one = await ClientSocket.OpenAsync(await client.StartAsync());
        using var two = await ClientSocket.OpenAsync(await client.ReconnectAsync("0"));

        for (var i = 0; i < 20; i++)
            await client.SendAsync($"{i}");

        var (first, second) = (await one.NextAsync(40), await two.NextAsync(40));
        Assert.Equal(first.Select(activity => (string)activity["id"]!), second.Select(activity => (string)activity["id"]!));
        Assert.Equal(40, first.Select(activity => (string)activity["id"]!).Distinct().Count());
    }

    [Fact]
    public async Task Pings_of_the_client_are_no_messages()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        using var socket = await ClientSocket.OpenAsync(await client.StartAsync());

        await socket.SendAsync("");
        await client.SendAsync("one");
        await socket.SendAsync("");
        await socket.SendAsync("hello?");

        Assert.Equal(["one", "Echo: one"], (await socket.NextAsync(2)).Select(activity => (string)activity["text"]!));
    }

    [Fact]
    public async Task A_client_that_says_too_much_on_its_socket_is_dropped()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        using var socket = await ClientSocket.OpenAsync(await client.StartAsync());

        await socket.SendAsync(new string('x', 10_000));

        Assert.Null(await socket.ReadPageAsync());
        await Wait.UntilAsync(() => host.OpenSockets == 0);
    }

    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    [InlineData("http://127.0.0.1:1", false)]
    [InlineData("own", true)]
    public async Task Only_pages_of_the_same_origin_may_open_a_socket(string origin, bool isAccepted)
    {
        await using var host = await DirectLineHost.StartAsync();
        var url = await host.NewClient().StartAsync();
        var opening = ClientSocket.OpenAsync(url, origin == "own" ? host.ServiceUrl.GetLeftPart(UriPartial.Authority) : origin);

        if (isAccepted)
            (await opening).Dispose();
        else
            Assert.Contains("403", (await Assert.ThrowsAsync<WebSocketException>(() => opening)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_of_a_stream_is_good_for_a_minute()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await DirectLineHost.StartAsync(time: time);
        var url = await host.NewClient().StartAsync();
        time.Advance(TimeSpan.FromSeconds(59));
        using (var socket = await ClientSocket.OpenAsync(url))
            await socket.CloseAsync();

        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Contains("403", (await Assert.ThrowsAsync<WebSocketException>(() => ClientSocket.OpenAsync(url))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_of_a_stream_serves_sockets_only()
    {
        await using var host = await DirectLineHost.StartAsync();
        var url = await host.NewClient().StartAsync();

        using var response = await host.Http.GetAsync(url.PathAndQuery);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_host_that_stops_says_goodbye()
    {
        await using var host = await DirectLineHost.StartAsync();
        using var socket = await ClientSocket.OpenAsync(await host.NewClient().StartAsync());

        var stopping = host.StopAsync();

        Assert.Null(await socket.ReadPageAsync());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
        await socket.CloseAsync();
        await stopping;
    }

    [Fact]
    public async Task When_the_host_stops_everything_that_was_said_is_sent_first()
    {
        const int Count = 500;
        await using var host = await DirectLineHost.StartAsync(options => options.KeptBytes = 16 * 1024 * 1024);
        var client = host.NewClient();
        using var socket = await ClientSocket.OpenAsync(await client.StartAsync());
        for (var i = 0; i < Count; i++)
            await client.ReceiveFromBotAsync($"{i} {new string('x', 3_000)}");

        var stopping = host.StopAsync();

        Assert.Equal(Count, (await socket.NextAsync(Count)).Count);
        Assert.Null(await socket.ReadPageAsync());
        Assert.False(host.Conversations.TryCreate("late", out _, out _));
        await socket.CloseAsync();
        await stopping;
    }

    [Fact]
    public async Task A_conversation_has_a_limited_number_of_sockets()
    {
        await using var host = await DirectLineHost.StartAsync(options => options.SocketsPerConversation = 2);
        var client = host.NewClient();
        var url = await client.StartAsync();
        using var one = await ClientSocket.OpenAsync(url);
        using var two = await ClientSocket.OpenAsync(url);

        var refusal = await Assert.ThrowsAsync<WebSocketException>(() => ClientSocket.OpenAsync(url));
        await two.CloseAsync();
        await Wait.UntilAsync(() => host.OpenSockets == 1);
        using var three = await ClientSocket.OpenAsync(url);

        Assert.Contains("429", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(WebSocketState.Open, three.State);
    }

    [Fact]
    public async Task A_socket_that_takes_nothing_is_dropped_and_holds_nobody()
    {
        const int Count = 200;
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await DirectLineHost.StartAsync(options => options.KeptBytes = 1024 * 1024 * 1024, time);
        var client = host.NewClient();
        var url = await client.StartAsync();
        using var slow = await OpenWithoutReadingAsync(url);
        using var quick = await ClientSocket.OpenAsync(url);
        var reading = quick.NextAsync(Count);

        for (var i = 0; i < Count; i++)
            await client.ReceiveFromBotAsync($"{i} {new string('x', 150_000)}");

        Assert.Equal(Count, (await reading).Count);
        Assert.Equal(2, host.OpenSockets);
        await Wait.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return host.OpenSockets == 1;
        });
        Assert.Equal(WebSocketState.Open, quick.State);
        using var resumed = await ClientSocket.OpenAsync(await client.ReconnectAsync("0"));
        Assert.Equal(Count, (await resumed.NextAsync(Count)).Select(activity => (string)activity["id"]!).Distinct().Count());
    }

    [Fact]
    public async Task The_steps_of_a_stream_are_seen_live_and_its_end_only_afterwards()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        using var live = await ClientSocket.OpenAsync(await client.StartAsync());
        await client.SendAsync("question");
        await client.PollUntilAsync("Echo: question");
        await live.NextAsync(2);

        var stream = await client.ReceiveFromBotAsync(Streaming("typing", "Searching…", "informative", null));
        var seen = new List<JsonObject> { await live.NextAsync() };
        foreach (var text in new[] { "One.", "One. Two." })
        {
            await client.ReceiveFromBotAsync(Streaming("typing", text, "streaming", stream));
            seen.Add(await live.NextAsync());
        }

        var resume = live.Watermark;
        await client.ReceiveFromBotAsync(Streaming("typing", "One. Two. Thr", "streaming", stream));
        await client.ReceiveFromBotAsync(Streaming("message", "One. Two. Three.", "final", stream));

        Assert.Equal(stream, (string?)seen[0]["id"]);
        Assert.Equal(["Searching…", "One.", "One. Two."], seen.Select(activity => (string)activity["text"]!));
        using var resumed = await ClientSocket.OpenAsync(await client.ReconnectAsync(resume));
        Assert.Equal("One. Two. Three.", (string?)(await resumed.NextAsync())["text"]);
        var (replay, _) = await client.PollAsync("0");
        Assert.Equal(["question", "Echo: question", "One. Two. Three."], replay.Select(activity => (string)activity["text"]!));
    }

    [Fact]
    public async Task What_is_for_developers_and_for_the_bot_is_not_shown()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();

        foreach (var type in new[] { "trace", "conversationUpdate", "message" })
            Assert.NotEmpty(await client.ReceiveFromBotAsync(new JsonObject { ["type"] = type, ["text"] = "x" }));

        Assert.Equal("message", (string?)(await client.PollAsync()).Activities.Single()["type"]);
    }

    [Fact]
    public async Task Two_hundred_conversations_at_once_lose_nothing()
    {
        const int Messages = 10;
        await using var host = await DirectLineHost.StartAsync();

        var texts = await Task.WhenAll(Enumerable.Range(0, 200).Select(async user =>
        {
            var client = host.NewClient($"user-{user}");
            using var socket = await ClientSocket.OpenAsync(await client.StartAsync());
            for (var i = 0; i < Messages; i++)
                await client.SendAsync($"{i}");
            return (await socket.NextAsync(2 * Messages)).Select(activity => (string)activity["text"]!).ToList();
        }));

        Assert.All(texts, each =>
        {
            Assert.Equal(Enumerable.Range(0, Messages).Select(i => $"{i}"), each.Where(text => !text.StartsWith("Echo", StringComparison.Ordinal)));
            Assert.Equal(Enumerable.Range(0, Messages).Select(i => $"Echo: {i}"), each.Where(text => text.StartsWith("Echo", StringComparison.Ordinal)));
        });
    }

    private static JsonObject Streaming(string type, string text, string streamType, string? streamId)
    {
        var channelData = new JsonObject { ["streamType"] = streamType };
        if (streamId is not null)
            channelData["streamId"] = streamId;
        return new JsonObject { ["type"] = type, ["text"] = text, ["channelData"] = channelData };
    }

    /// <summary>Opens a socket by hand and reads no more than the server's consent.</summary>
    private static async Task<TcpClient> OpenWithoutReadingAsync(Uri url)
    {
        var tcp = new TcpClient { ReceiveBufferSize = 4096 };
        await tcp.ConnectAsync(url.Host, url.Port);
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        var consent = new byte[12];
        await tcp.GetStream().ReadExactlyAsync(consent);
        Assert.Equal("HTTP/1.1 101", Encoding.ASCII.GetString(consent));
        return tcp;
    }
}
