using System.Net;
using System.Text.Json.Nodes;
using QaBot.DirectLine.Tests.Drivers;

namespace QaBot.DirectLine.Tests;

public sealed class ConversationTests
{
    [Fact]
    public async Task A_message_comes_back_with_its_id_and_is_answered()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        using var socket = await ClientSocket.OpenAsync(await client.StartAsync());

        var id = await client.SendAsync(DirectLineClient.Message("hello", "client-7"));

        var activities = await socket.NextAsync(2);
        Assert.Equal(id, (string?)activities[0]["id"]);
        Assert.Equal("client-7", (string?)activities[0]["channelData"]!["clientActivityID"]);
        Assert.Equal("user-1", (string?)activities[0]["from"]!["id"]);
        Assert.Equal("user", (string?)activities[0]["from"]!["role"]);
        Assert.Equal("Echo: hello", (string?)activities[1]["text"]);
        Assert.Equal("bot", (string?)activities[1]["from"]!["role"]);
        Assert.Equal(id, (string?)activities[1]["replyToId"]);
        Assert.NotEqual(id, (string?)activities[1]["id"]);
    }

    [Fact]
    public async Task The_bot_hears_once_who_is_in_the_conversation_and_first_of_all()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();

        using (var first = await client.PostAsync("/v3/directline/conversations", new JsonObject { ["locale"] = "es-MX" }))
            Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        using (var second = await client.PostAsync("/v3/directline/conversations"))
            Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        await client.ReconnectAsync("0");
        await client.SendAsync("hello");

        await client.PollUntilAsync("Echo: hello");
        Assert.Equal(["conversationUpdate", "message"], host.Bot.Received.Select(activity => (string)activity["type"]!));
        var update = host.Bot.Received[0];
        Assert.Equal(["bot", "user-1"], update["membersAdded"]!.AsArray().Select(member => (string)member!["id"]!));
        Assert.Equal("es-MX", (string?)update["locale"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_conversation_that_was_never_started_starts_with_whatever_comes_first(bool withMessage)
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();

        if (withMessage)
            await client.SendAsync("hello");
        else
            await client.ReconnectAsync("0");

        await Wait.UntilAsync(() => host.Bot.Received.Count > 0);
        Assert.Equal("conversationUpdate", (string?)host.Bot.Received[0]["type"]);
    }

    [Fact]
    public async Task The_host_says_who_sent_an_activity_to_whom_and_where()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        var forged = DirectLineClient.Message("hello");
        forged["id"] = "1";
        forged["timestamp"] = "2001-01-01T00:00:00Z";
        forged["serviceUrl"] = "http://evil.example/";
        forged["channelId"] = "msteams";
        forged["conversation"] = new JsonObject { ["id"] = "other" };
        forged["recipient"] = new JsonObject { ["id"] = "other" };
        forged["from"] = new JsonObject { ["id"] = "bot", ["role"] = "bot", ["name"] = "Ann", ["aadObjectId"] = "admin" };
        forged["deliveryMode"] = "expectReplies";
        forged["callerId"] = "urn:botframework:azure";

        var id = await client.SendAsync(forged);

        var seen = (await client.PollUntilAsync("Echo: hello"))[0];
        var received = host.Bot.Received[1];
        Assert.Equal(host.ServiceUrl.AbsoluteUri, (string?)received["serviceUrl"]);
        Assert.Equal("bot", (string?)received["recipient"]!["id"]);
        Assert.Null(seen["serviceUrl"]);
        foreach (var activity in new[] { seen, received })
        {
            Assert.Equal(id, (string?)activity["id"]);
            Assert.NotEqual("2001-01-01T00:00:00Z", (string?)activity["timestamp"]);
            Assert.Equal("webchat", (string?)activity["channelId"]);
            Assert.Equal(client.Id, (string?)activity["conversation"]!["id"]);
            Assert.Equal("""{"id":"user-1","role":"user","name":"Ann"}""", activity["from"]!.ToJsonString());
            Assert.Null(activity["deliveryMode"]);
            Assert.Null(activity["callerId"]);
        }
    }

    [Theory]
    [InlineData("conversationUpdate")]
    [InlineData("installationUpdate")]
    [InlineData("trace")]
    [InlineData("messageUpdate")]
    [InlineData("")]
    public async Task Clients_may_not_send_what_only_channels_say(string type)
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();

        using var response = await client.PostAsync($"{client.Path}/activities", new JsonObject { ["type"] = type });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("BadArgument", (string?)(await DirectLineClient.ReadAsync(response))["error"]!["code"]);
        Assert.Empty(host.Bot.Received);
    }

    [Theory]
    [InlineData("event")]
    [InlineData("typing")]
    [InlineData("invoke")]
    [InlineData("messageReaction")]
    public async Task Clients_may_send_more_than_messages(string type)
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();

        await client.SendAsync(new JsonObject { ["type"] = type, ["name"] = "qabot/stop", ["value"] = new JsonObject { ["a"] = 1 } });

        await Wait.UntilAsync(() => host.Bot.Received.Count == 2);
        Assert.Equal(type, (string?)host.Bot.Received[1]["type"]);
        Assert.Equal(1, (int)host.Bot.Received[1]["value"]!["a"]!);
    }

    [Fact]
    public async Task Posting_does_not_wait_for_the_bot()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        var release = new TaskCompletionSource();
        host.Bot.Answer = async _ =>
        {
            await release.Task;
            return 200;
        };

        var id = await client.SendAsync("hello");

        Assert.Equal(id, (string?)(await client.PollAsync()).Activities.Single()["id"]);
        release.SetResult();
    }

    [Fact]
    public async Task Two_users_cannot_read_or_write_each_others_conversation()
    {
        await using var host = await DirectLineHost.StartAsync();
        var (ann, bob) = (host.NewClient("ann"), host.NewClient("bob"));
        var annsStream = await ann.StartAsync();
        await ann.SendAsync("secret");
        var bobsStream = await bob.StartAsync();

        foreach (var path in new[] { $"{ann.Path}?watermark=0", $"{ann.Path}/activities?watermark=0" })
        {
            using var read = await bob.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, read.StatusCode);
        }

        using var written = await bob.PostAsync($"{ann.Path}/activities", DirectLineClient.Message("hello"));
        Assert.Equal(HttpStatusCode.Forbidden, written.StatusCode);
        var stolen = new UriBuilder(bobsStream) { Path = annsStream.AbsolutePath }.Uri;
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => ClientSocket.OpenAsync(stolen));
        Assert.Null(host.Conversations.Grant(ann.Id, "bob"));
        Assert.NotNull(host.Conversations.Grant(ann.Id, "ann"));
        Assert.DoesNotContain((await bob.PollAsync()).Activities, activity => (string?)activity["text"] == "secret");
    }

    [Fact]
    public async Task Nothing_that_users_or_the_bot_write_is_logged()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient("private-user");
        host.Bot.Answer = async activity =>
        {
            await host.Bot.EchoAsync(activity);
            return 400;
        };

        await client.SendAsync("private words");

        await client.PollUntilAsync("Echo: private words");
        await Wait.UntilAsync(() => host.Log.All.Contains("The bot answered an activity of type message with 4", StringComparison.Ordinal));
        Assert.DoesNotContain("private", host.Log.All, StringComparison.Ordinal);
        Assert.DoesNotContain(client.Token, host.Log.All, StringComparison.Ordinal);
    }
}
