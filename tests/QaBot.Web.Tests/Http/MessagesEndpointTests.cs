using System.Net;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Http;

public sealed class MessagesEndpointTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");
    private BotHost _host = null!;

    public async Task InitializeAsync() => _host = await BotHost.StartAsync(_folder);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("{", "JSON")]
    [InlineData("not json", "JSON")]
    [InlineData("{\"type\":\"message\"} trailing", "JSON")]
    [InlineData("null", "activity")]
    [InlineData("[]", "activity")]
    [InlineData("\"text\"", "activity")]
    [InlineData("3", "activity")]
    [InlineData("{}", "'type'")]
    public async Task A_body_that_is_no_activity_is_refused_with_the_reason(string body, string reason)
    {
        using var response = await _host.PostAsync(body);

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, reason);
    }

    public static TheoryData<string, string?, string> FaultyActivities => new()
    {
        { "type", null, "'type'" },
        { "type", "\"\"", "'type'" },
        { "serviceUrl", null, "'serviceUrl'" },
        { "serviceUrl", "\"\"", "'serviceUrl'" },
        { "serviceUrl", "\"not a url\"", "'serviceUrl'" },
        { "serviceUrl", "\"/relative\"", "'serviceUrl'" },
        { "serviceUrl", "\"file:///etc/passwd\"", "'serviceUrl'" },
        { "serviceUrl", "\"ftp://127.0.0.1\"", "'serviceUrl'" },
        { "conversation", null, "'conversation'" },
        { "conversation", "\"c1\"", "'conversation'" },
        { "conversation", "{}", "'conversation.id'" },
        { "conversation", "{\"id\":\" \"}", "'conversation.id'" },
        { "channelId", null, "'channelId'" },
        { "channelId", "\"\"", "'channelId'" },
        { "from", "3", "'from'" },
        { "entities", "{}", "'entities" },
    };

    [Theory]
    [MemberData(nameof(FaultyActivities))]
    public async Task A_faulty_activity_is_refused_and_its_fault_named(string property, string? value, string reason)
    {
        var activity = Activities.Message("Hello", "http://127.0.0.1:9");
        if (value is null)
            activity.Remove(property);
        else
            activity[property] = JToken.Parse(value);

        using var response = await _host.PostAsync(activity);

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, reason);
    }

    [Fact]
    public async Task A_body_nested_without_end_is_refused()
    {
        var activity = Activities.Message("Hello", "http://127.0.0.1:9").ToString();
        var body = activity.TrimEnd('}') + ", \"channelData\": " + new string('[', 200_000) + new string(']', 200_000) + "}";

        using var response = await _host.PostAsync(body);

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        using var response = await _host.PostAsync(Activities.Message(new string('a', 1024 * 1024), "http://127.0.0.1:9"));

        await AssertErrorAsync(response, HttpStatusCode.RequestEntityTooLarge, "bytes");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Another_content_type_is_refused(string contentType)
    {
        using var response = await _host.PostAsync(Activities.Message("Hello", "http://127.0.0.1:9").ToString(), contentType);

        await AssertErrorAsync(response, HttpStatusCode.UnsupportedMediaType, "application/json");
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_fault()
    {
        var activity = Activities.Message("Hello", "http://127.0.0.1:9");
        activity["type"] = "event";

        using var response = await _host.PostAsync("\ufeff" + activity);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Another_verb_is_refused(string verb)
    {
        using var response = await _host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(verb), "/api/messages"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Theory]
    [InlineData("somethingNew")]
    [InlineData("messageReaction")]
    [InlineData("event")]
    [InlineData("typing")]
    [InlineData("installationUpdate")]
    [InlineData("endOfConversation")]
    public async Task Activities_that_need_no_reply_are_accepted(string type)
    {
        await using var connector = await FakeConnector.StartAsync();
        var activity = Activities.Message("Hello", connector.Url);
        activity["type"] = type;

        using var response = await _host.PostAsync(activity);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await _host.StopAsync();
        Assert.Empty(connector.Attempts);
    }

    [Theory]
    [InlineData("conversationUpdate", """{"membersAdded":[null]}""")]
    [InlineData("conversationUpdate", """{"membersAdded":[{}]}""")]
    [InlineData("conversationUpdate", """{"membersAdded":[null,{"id":"user"}],"recipient":null}""")]
    [InlineData("conversationUpdate", """{"membersRemoved":[null],"from":null}""")]
    [InlineData("messageReaction", """{"reactionsAdded":[null],"reactionsRemoved":[null]}""")]
    [InlineData("event", """{"name":null,"value":7}""")]
    [InlineData("event", """{"name":"qabot/stop","from":null,"recipient":null,"value":[null]}""")]
    [InlineData("event", """{"name":"qabot/feedback","from":null,"value":{"answerId":"x","reaction":"like"}}""")]
    [InlineData("event", """{"name":"webchat:activity-status/feedback","entities":[null]}""")]
    [InlineData("message", """{"text":null,"from":null,"recipient":null,"entities":[null],"attachments":[null],"channelData":null}""")]
    [InlineData("message", """{"channelId":"webchat","from":null,"recipient":null,"locale":null}""")]
    public async Task What_a_client_gets_wrong_breaks_nothing(string type, string faults)
    {
        await using var connector = await FakeConnector.StartAsync();
        var activity = Activities.Message("Hello", connector.Url);
        activity["type"] = type;
        activity.Merge(JObject.Parse(faults), new JsonMergeSettings { MergeNullValueHandling = MergeNullValueHandling.Merge });

        using var response = await _host.PostAsync(activity);
        await _host.StopAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain(_host.Log.All, line => line.Contains("NullReference", StringComparison.Ordinal) || line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Forwarded-Host", "tunnel.example")]
    [InlineData("x-forwarded-anything", "1")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Origin", "https://elsewhere.example")]
    public async Task Without_an_app_id_what_comes_from_elsewhere_is_refused(string header, string value)
    {
        using var response = await _host.PostAsync(Activities.Message("Hello", "http://127.0.0.1:9").ToString(), headers: [(header, value)]);

        await AssertErrorAsync(response, HttpStatusCode.Unauthorized, "MicrosoftAppId");
    }

    [Fact]
    public async Task A_page_of_this_machine_may_post()
    {
        var activity = Activities.Message("Hello", "http://127.0.0.1:9");
        activity["type"] = "event";

        using var response = await _host.PostAsync(activity.ToString(), headers: [("Origin", "http://localhost:5000")]);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_token_is_examined_even_without_an_app_id()
    {
        using var response = await _host.PostAsync(Activities.Message("Hello", "http://127.0.0.1:9").ToString(), headers: [("Authorization", "Bearer nonsense")]);

        await AssertErrorAsync(response, HttpStatusCode.Unauthorized, "token");
    }

    private static async Task AssertErrorAsync(HttpResponseMessage response, HttpStatusCode status, string reason)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{response.StatusCode}: {body}");
        Assert.StartsWith("application/json", response.Content.Headers.ContentType?.ToString(), StringComparison.Ordinal);
        var error = JObject.Parse(body)["error"]!;
        Assert.NotEqual("", (string?)error["code"]);
        Assert.Contains(reason, (string?)error["message"], StringComparison.Ordinal);
    }
}
