using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using QaBot.DirectLine.Tests.Drivers;

namespace QaBot.DirectLine.Tests;

public sealed class ClientEndpointTests
{
    [Theory]
    [InlineData("POST", "/v3/directline/tokens/generate")]
    [InlineData("POST", "/v3/directline/tokens/refresh")]
    [InlineData("POST", "/v3/directline/conversations")]
    [InlineData("GET", "/v3/directline/conversations/{id}")]
    [InlineData("POST", "/v3/directline/conversations/{id}/activities")]
    [InlineData("GET", "/v3/directline/conversations/{id}/activities")]
    [InlineData("POST", "/v3/directline/conversations/{id}/upload")]
    [InlineData("GET", "/v3/directline/conversations/{id}/stream")]
    public async Task Without_a_token_nothing_is_served(string method, string path)
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{id}", client.Id, StringComparison.Ordinal));

        using var response = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("Unauthorized", (string?)(await DirectLineClient.ReadAsync(response))["error"]!["code"]);
    }

    [Fact]
    public async Task Not_even_a_client_is_given_tokens_for_new_conversations()
    {
        await using var host = await DirectLineHost.StartAsync();

        using var response = await host.NewClient().PostAsync("/v3/directline/tokens/generate");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(1, host.Conversations.Count);
    }

    [Fact]
    public async Task A_refreshed_token_outlives_the_first_one()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await DirectLineHost.StartAsync(time: time);
        var client = host.NewClient();
        time.Advance(TimeSpan.FromMinutes(20));

        using var refreshed = await client.PostAsync("/v3/directline/tokens/refresh");
        var grant = await DirectLineClient.ReadAsync(refreshed);
        time.Advance(TimeSpan.FromMinutes(20));
        using var old = await client.GetAsync($"{client.Path}/activities");
        client.Token = (string)grant["token"]!;
        using var renewed = await client.GetAsync($"{client.Path}/activities");

        Assert.Equal(HttpStatusCode.OK, refreshed.StatusCode);
        Assert.True(refreshed.Headers.CacheControl!.NoStore);
        Assert.Equal(client.Id, (string?)grant["conversationId"]);
        Assert.Equal(1800, (int)grant["expires_in"]!);
        Assert.Equal(HttpStatusCode.Forbidden, old.StatusCode);
        Assert.Equal("TokenExpired", (string?)(await DirectLineClient.ReadAsync(old))["error"]!["code"]);
        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
    }

    [Theory]
    [InlineData("POST", "/v3/directline/tokens/refresh")]
    [InlineData("POST", "/v3/directline/conversations")]
    [InlineData("GET", "/v3/directline/conversations/{id}?watermark=0")]
    [InlineData("POST", "/v3/directline/conversations/{id}/activities")]
    [InlineData("GET", "/v3/directline/conversations/{id}/activities?watermark=0")]
    public async Task A_conversation_that_has_ended_is_not_found(string method, string path)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await DirectLineHost.StartAsync(options => options.IdleTimeout = TimeSpan.FromMinutes(1), time);
        var client = host.NewClient();
        await Wait.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromMinutes(1));
            return host.Conversations.Count == 0;
        });

        using var response = await client.CallAsync(new HttpMethod(method), path.Replace("{id}", client.Id, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.NotNull((string?)(await DirectLineClient.ReadAsync(response))["error"]!["message"]);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("""{"type":"message","text":7}""")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"message","type":"event"}""")]
    [InlineData("""{"type":"message","text":"\ud800"}""")]
    [InlineData("""{"type":"message","channelData":"x"}""")]
    [InlineData("""{"type":"message","entities":{}}""")]
    public async Task A_body_that_is_no_activity_is_a_bad_request(string body)
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();

        using var response = await client.CallAsync(HttpMethod.Post, $"{client.Path}/activities", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("BadArgument", (string?)(await DirectLineClient.ReadAsync(response))["error"]!["code"]);
    }

    [Fact]
    public async Task A_body_that_is_not_utf_8_is_a_bad_request()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        using var body = new ByteArrayContent([.. "{\"type\":\"message\",\"text\":\""u8, 0xff, .. "\"}"u8]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var response = await client.CallAsync(HttpMethod.Post, $"{client.Path}/activities", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_body_of_another_type_is_unsupported()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();

        using var response = await client.CallAsync(HttpMethod.Post, $"{client.Path}/activities", new StringContent("""{"type":"message"}""", Encoding.UTF8, "text/plain"));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_too_large(bool isChunked)
    {
        await using var host = await DirectLineHost.StartAsync(options => options.MaxActivityBytes = 2000);
        var client = host.NewClient();
        var fits = DirectLineClient.Message(new string('x', 1000));
        await client.SendAsync(fits);
        using var body = new StringContent(DirectLineClient.Message(new string('x', 2000)).ToJsonString(), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{client.Path}/activities") { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", client.Token);
        request.Headers.TransferEncodingChunked = isChunked;

        using var response = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("MessageSizeTooBig", (string?)(await DirectLineClient.ReadAsync(response))["error"]!["code"]);
    }

    [Fact]
    public async Task Attachments_are_refused_with_the_reason()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        using var form = new MultipartFormDataContent { { new StringContent("{}", Encoding.UTF8, "application/vnd.microsoft.activity"), "activity" }, { new ByteArrayContent([1, 2]), "file", "a.png" } };
        var message = DirectLineClient.Message("see this");
        message["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "image/png", ["contentUrl"] = "data:image/png;base64,AA==" });

        using var upload = await client.CallAsync(HttpMethod.Post, $"{client.Path}/upload?userId=user-1", form);
        using var post = await client.PostAsync($"{client.Path}/activities", message);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, upload.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, post.StatusCode);
        foreach (var response in new[] { upload, post })
        {
            var error = (await DirectLineClient.ReadAsync(response))["error"]!;
            Assert.Equal("AttachmentsNotSupported", (string?)error["code"]);
            Assert.Contains("not supported", (string?)error["message"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Polling_goes_on_from_the_watermark()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        await client.ReceiveFromBotAsync("one");
        var (first, watermark) = await client.PollAsync();
        await client.ReceiveFromBotAsync("two");
        var (second, next) = await client.PollAsync(watermark);
        var (nothing, last) = await client.PollAsync(next);

        Assert.Equal("one", (string?)first.Single()["text"]);
        Assert.Equal("two", (string?)second.Single()["text"]);
        Assert.Empty(nothing);
        Assert.Equal(next, last);
        Assert.Equal(2, (await client.PollAsync("0")).Activities.Count);
    }

    [Fact]
    public async Task A_long_history_is_polled_in_pages()
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();
        for (var i = 0; i < 450; i++)
            await client.ReceiveFromBotAsync($"{i}");

        var texts = new List<string>();
        var (watermark, pages) = ("", 0);
        while (await client.PollAsync(watermark) is { Activities.Count: > 0 } page)
        {
            Assert.InRange(page.Activities.Count, 1, 200);
            texts.AddRange(page.Activities.Select(activity => (string)activity["text"]!));
            (watermark, pages) = (page.Watermark, pages + 1);
        }

        Assert.Equal(Enumerable.Range(0, 450).Select(i => $"{i}"), texts);
        Assert.Equal(3, pages);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("99999999999999999999")]
    public async Task A_watermark_that_cannot_be_is_a_bad_request(string watermark)
    {
        await using var host = await DirectLineHost.StartAsync();
        var client = host.NewClient();

        foreach (var path in new[] { client.Path, $"{client.Path}/activities" })
        {
            using var response = await client.GetAsync($"{path}?watermark={watermark}");
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
    }

    [Fact]
    public async Task The_host_can_put_a_policy_before_every_endpoint()
    {
        await using var host = await DirectLineHost.StartAsync(convention: client =>
            ((Microsoft.AspNetCore.Routing.RouteGroupBuilder)client).AddEndpointFilter((_, _) => ValueTask.FromResult<object?>(Results.StatusCode(418))));
        var client = host.NewClient();

        foreach (var path in new[] { client.Path, $"{client.Path}/stream", $"{client.Path}/activities" })
        {
            using var response = await client.GetAsync(path);
            Assert.Equal(418, (int)response.StatusCode);
        }
    }
}
