using System.Net;
using System.Text.Json.Nodes;
using QaBot.DirectLine.Tests.Drivers;

namespace QaBot.DirectLine.Tests;

public sealed class ConnectorEndpointTests
{
    [Theory]
    [InlineData("POST", "")]
    [InlineData("POST", "/{id}/activities")]
    [InlineData("POST", "/{id}/activities/a")]
    [InlineData("PUT", "/{id}/activities/a")]
    [InlineData("DELETE", "/{id}/activities/a")]
    [InlineData("GET", "/{id}/members")]
    [InlineData("GET", "/{id}/members/user-1")]
    [InlineData("GET", "/{id}/pagedmembers")]
    public async Task Only_the_bot_of_this_process_is_served(string method, string path)
    {
        await using var host = await DirectLineHost.StartAsync();
        await using var other = await DirectLineHost.StartAsync();
        var client = host.NewClient();

        foreach (var token in new[] { "", client.Token, other.Tokens.IssueForConnector(host.ServiceUrl), host.Tokens.IssueForBot(host.ServiceUrl) })
        {
            host.Bot.Token = () => token;
            using var response = await CallAsync(host, method, path.Replace("{id}", client.Id, StringComparison.Ordinal), Message("x"));
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.NotNull((string?)(await DirectLineClient.ReadAsync(response))["error"]!["code"]);
        }
    }

    [Theory]
    [InlineData("POST", "/none/activities")]
    [InlineData("POST", "/none%7C1/activities/a")]
    [InlineData("PUT", "/{id}/activities/none")]
    [InlineData("DELETE", "/{id}/activities/none")]
    [InlineData("GET", "/none/members")]
    [InlineData("GET", "/{id}/members/none")]
    public async Task What_does_not_exist_is_not_found(string method, string path)
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();

        using var response = await CallAsync(host, method, path.Replace("{id}", client.Id, StringComparison.Ordinal), Message("x"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.NotNull((string?)(await DirectLineClient.ReadAsync(response))["error"]!["code"]);
    }

    [Fact]
    public async Task An_updated_activity_takes_the_place_of_the_first()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        using var socket = await ClientSocket.OpenAsync(await client.StartAsync());
        var id = await client.ReceiveFromBotAsync("first");
        var first = await socket.NextAsync();

        using var response = await CallAsync(host, "PUT", $"/{client.Id}/activities/{Uri.EscapeDataString(id)}", Message("second"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(id, (string?)(await DirectLineClient.ReadAsync(response))["id"]);
        var second = await socket.NextAsync();
        Assert.Equal("second", (string?)second["text"]);
        Assert.Equal((string)first["id"]!, (string?)second["id"]);
        Assert.Equal((string)first["timestamp"]!, (string?)second["timestamp"]);
        Assert.Equal("second", (string?)(await client.PollAsync()).Activities.Single()["text"]);
    }

    [Fact]
    public async Task A_deleted_activity_becomes_an_event_that_is_not_shown()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        var id = await client.ReceiveFromBotAsync("first");

        using var response = await CallAsync(host, "DELETE", $"/{client.Id}/activities/{Uri.EscapeDataString(id)}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var left = (await client.PollAsync()).Activities.Single();
        Assert.Equal("event", (string?)left["type"]);
        Assert.Equal("messageDelete", (string?)left["name"]);
        Assert.Equal(id, (string?)left["id"]);
        Assert.Null(left["text"]);
    }

    [Fact]
    public async Task The_bot_cannot_change_what_the_user_said()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        var id = await client.SendAsync("mine");

        using var response = await CallAsync(host, "PUT", $"/{client.Id}/activities/{Uri.EscapeDataString(id)}", Message("changed"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_members_are_the_user_and_the_bot()
    {
        await using var host = await DirectLineHost.StartAsync(options => (options.BotId, options.BotName) = ("qa", "Q & A"));
        var client = host.NewClient();

        var members = JsonNode.Parse(await ReadAsync(host, $"/{client.Id}/members"))!.AsArray();
        var paged = JsonNode.Parse(await ReadAsync(host, $"/{client.Id}/pagedmembers?pageSize=1"))!;
        var bot = JsonNode.Parse(await ReadAsync(host, $"/{client.Id}/members/qa"))!;

        Assert.Equal(["user-1", "qa"], members.Select(member => (string)member!["id"]!));
        Assert.Equal(["user-1", "qa"], paged["members"]!.AsArray().Select(member => (string)member!["id"]!));
        Assert.Equal("Q & A", (string?)bot["name"]);
    }

    [Fact]
    public async Task The_bot_can_open_a_conversation_with_a_user()
    {
        await using var host = await DirectLineHost.StartAsync();
        var wish = new JsonObject
        {
            ["isGroup"] = false,
            ["members"] = new JsonArray(new JsonObject { ["id"] = "ann" }),
            ["activity"] = Message("Good morning"),
        };

        using var response = await CallAsync(host, "POST", "", wish);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var created = await DirectLineClient.ReadAsync(response);
        Assert.Equal(host.ServiceUrl.AbsoluteUri, (string?)created["serviceUrl"]);
        var client = new DirectLineClient(host, host.Conversations.Grant((string)created["id"]!, "ann")!);
        var first = (await client.PollAsync()).Activities.Single();
        Assert.Equal("Good morning", (string?)first["text"]);
        Assert.Equal((string?)created["activityId"], (string?)first["id"]);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"members":[]}""")]
    [InlineData("""{"members":["ann"]}""")]
    [InlineData("""{"members":[{"id":"ann"},{"id":"bob"}]}""")]
    [InlineData("""{"members":[{"id":"ann"}],"activity":{}}""")]
    public async Task A_conversation_that_cannot_be_is_a_bad_request(string wish)
    {
        await using var host = await DirectLineHost.StartAsync();

        using var response = await CallAsync(host, "POST", "", JsonNode.Parse(wish)!.AsObject());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0, host.Conversations.Count);
    }

    [Fact]
    public async Task Activities_without_a_type_and_those_too_large_are_refused()
    {
        await using var host = await DirectLineHost.StartAsync(options => options.MaxActivityBytes = 2000);
        var client = host.NewClient();

        using var untyped = await CallAsync(host, "POST", $"/{client.Id}/activities", new JsonObject { ["text"] = "x" });
        using var large = await CallAsync(host, "POST", $"/{client.Id}/activities", Message(new string('x', 2000)));

        Assert.Equal(HttpStatusCode.BadRequest, untyped.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Empty((await client.PollAsync()).Activities);
    }

    [Fact]
    public async Task The_bot_cannot_speak_as_somebody_else()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        var forged = Message("x");
        forged["from"] = new JsonObject { ["id"] = "user-1", ["role"] = "user" };

        await client.ReceiveFromBotAsync(forged);

        Assert.Equal("bot", (string?)(await client.PollAsync()).Activities.Single()["from"]!["role"]);
    }

    private static JsonObject Message(string text) => new() { ["type"] = "message", ["text"] = text };

    private static Task<HttpResponseMessage> CallAsync(DirectLineHost host, string method, string path, JsonObject? body = null) =>
        host.Bot.CallAsync(new HttpMethod(method), $"{host.ServiceUrl}v3/conversations{path}", body);

    private static async Task<string> ReadAsync(DirectLineHost host, string path)
    {
        using var response = await CallAsync(host, "GET", path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}
