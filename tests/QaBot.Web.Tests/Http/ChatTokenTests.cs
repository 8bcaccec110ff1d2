using System.Net;
using System.Net.WebSockets;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Http;

public sealed class ChatTokenTests : IDisposable
{
    private readonly TestFolder _folder = new TestFolder().WithArticle("a.txt", "The lighthouse of Norrland was built in 1874.");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_page_gets_a_token_that_opens_a_conversation_and_an_answer()
    {
        await using var host = await BotHost.StartAsync(_folder);
        using var chat = new ChatSession(host);

        var token = await chat.OpenAsync();

        Assert.Equal(1800, (int)token["expires_in"]!);
        Assert.Equal("/v3/directline", (string?)token["domain"]);
        await chat.CallAsync(HttpMethod.Post, "/v3/directline/conversations", new JObject());
        var answer = await chat.AskAsync("When was the lighthouse of Norrland built?");
        Assert.Contains("1874", (string?)answer["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_is_for_this_server_and_out_of_reach_for_scripts()
    {
        await using var host = await BotHost.StartAsync(_folder);
        using var chat = new ChatSession(host);

        using var response = await chat.AskForTokenAsync();

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task A_browser_goes_on_with_its_own_conversation()
    {
        await using var host = await BotHost.StartAsync(_folder);
        using var chat = await ChatSession.StartAsync(host);
        var first = chat.Conversation;
        await chat.AskAsync("When was the lighthouse of Norrland built?");

        var again = await chat.OpenAsync(first);

        Assert.Equal(first, (string?)again["conversationId"]);
        Assert.False((bool)again["isNew"]!);
        Assert.Contains(await chat.ActivitiesAsync(), activity => ((string?)activity["text"])?.Contains("1874", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_browser_gets_a_new_conversation_instead_of_someone_elses()
    {
        await using var host = await BotHost.StartAsync(_folder);
        using var mine = await ChatSession.StartAsync(host);
        using var theirs = await ChatSession.StartAsync(host);

        var token = await mine.OpenAsync(theirs.Conversation);

        Assert.NotEqual(theirs.Conversation, (string?)token["conversationId"]);
        Assert.True((bool)token["isNew"]!);
        using var reading = await mine.SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{theirs.Conversation}/activities");
        Assert.Equal(HttpStatusCode.Forbidden, reading.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_foreign_page_gets_no_token(string header, string value)
    {
        await using var host = await BotHost.StartAsync(_folder);
        using var chat = new ChatSession(host);

        using var response = await chat.AskForTokenAsync(headers: (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_own_page_gets_one()
    {
        await using var host = await BotHost.StartAsync(_folder, settings: [("PublicUrl", "https://qa.example/"), ("Web:Public", "true")]);
        using var chat = new ChatSession(host);

        using var here = await chat.AskForTokenAsync(headers: [("Origin", host.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "same-origin")]);
        using var behindProxy = await chat.AskForTokenAsync(headers: ("Origin", "https://qa.example"));

        Assert.Equal(HttpStatusCode.OK, here.StatusCode);
        Assert.Equal(HttpStatusCode.OK, behindProxy.StatusCode);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("""{"conversationId": 7}""")]
    [InlineData("""{"conversationId": "a", "conversationId": "b"}""")]
    [InlineData("""{"conversationId": "\ud800"}""")]
    public async Task A_broken_body_is_named(string body)
    {
        await using var host = await BotHost.StartAsync(_folder);
        using var chat = new ChatSession(host);

        using var response = await chat.AskForTokenAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("conversationId", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_and_is_no_failure()
    {
        await using var host = await BotHost.StartAsync(_folder);
        using var chat = new ChatSession(host);

        using var response = await chat.AskForTokenAsync(new string('x', 5000), ("Transfer-Encoding", "chunked"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.DoesNotContain(host.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Host", "qa.example")]
    [InlineData("Origin", "https://qa.example")]
    [InlineData("Referer", "https://qa.example/")]
    public async Task Behind_a_proxy_that_ends_TLS_the_page_gets_a_secure_cookie_and_a_stream_that_it_can_open(string header, string value)
    {
        await using var host = await BotHost.StartAsync(_folder, settings: [("PublicUrl", "https://qa.example/"), ("Web:Public", "true")]);
        using var chat = new ChatSession(host);
        await chat.OpenAsync();
        (string, string)[] headers = [(header, value), ("Sec-Fetch-Site", "same-origin")];

        using var token = await chat.AskForTokenAsync(headers: headers);
        using var started = await chat.SendAsync(HttpMethod.Post, "/v3/directline/conversations", new JObject(), headers);

        Assert.Contains("secure", Assert.Single(token.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        var stream = new Uri((string)JObject.Parse(await started.Content.ReadAsStringAsync())["streamUrl"]!);
        Assert.Equal("wss://qa.example", stream.GetLeftPart(UriPartial.Authority));
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "https://qa.example");
        await socket.ConnectAsync(new UriBuilder(host.Client.BaseAddress!) { Scheme = "ws", Path = stream.AbsolutePath, Query = stream.Query }.Uri, default);
    }

    [Fact]
    public async Task Who_does_not_come_through_the_public_address_keeps_his_own()
    {
        await using var host = await BotHost.StartAsync(_folder, settings: ("PublicUrl", "https://qa.example"));
        using var chat = new ChatSession(host);
        await chat.OpenAsync();

        using var started = await chat.SendAsync(HttpMethod.Post, "/v3/directline/conversations", new JObject(), ("Referer", "https://qa.example/"), ("Sec-Fetch-Site", "cross-site"));

        var stream = new Uri((string)JObject.Parse(await started.Content.ReadAsStringAsync())["streamUrl"]!);
        Assert.Equal($"ws://{host.Client.BaseAddress!.Authority}", stream.GetLeftPart(UriPartial.Authority));
    }

    [Fact]
    public async Task Too_many_chats_at_once_are_told_when_to_come_back()
    {
        await using var host = await BotHost.StartAsync(_folder, settings: ("DirectLine:ConversationsPerMinute", "1"));
        using var first = new ChatSession(host);
        using var second = new ChatSession(host);
        await first.OpenAsync();

        using var response = await second.AskForTokenAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }
}
