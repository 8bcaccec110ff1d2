using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace QaBot.DirectLine.Tests.Drivers;

/// <summary>A bot on a port of its own that knows activities only as JSON: it answers "hello" with "Echo: hello".</summary>
internal sealed class EchoBot : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private readonly ConcurrentQueue<(JsonObject Activity, string? Token)> _received = new();

    private EchoBot(WebApplication app)
    {
        _app = app;
        Answer = EchoAsync;
    }

    public Uri MessagesUrl => new($"{_app.Urls.Single()}/api/messages");

    /// <summary>A file that clients can attach.</summary>
    public Uri FileUrl => new($"{_app.Urls.Single()}/a.png");

    /// <summary>Gives the token for the connector.</summary>
    public Func<string> Token { get; set; } = () => "";

    /// <summary>Everything that arrived, also what was refused.</summary>
    public IReadOnlyList<JsonObject> Received => [.. _received.Select(one => one.Activity)];

    public IReadOnlyList<string?> Tokens => [.. _received.Select(one => one.Token)];

    /// <summary>What the bot does with an activity, and the status that it answers.</summary>
    public Func<JsonObject, Task<int>> Answer { get; set; }

    public static async Task<EchoBot> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var bot = new EchoBot(builder.Build());
        bot._app.MapPost("/api/messages", bot.ReceiveAsync);
        bot._app.MapGet("/a.png", () => Results.Bytes([1, 2, 3], "image/png"));
        await bot._app.StartAsync();
        return bot;
    }

    public async Task<int> EchoAsync(JsonObject activity)
    {
        if ((string?)activity["type"] == "message")
            await ReplyAsync(activity, new JsonObject { ["type"] = "message", ["text"] = $"Echo: {activity["text"]}" });
        return StatusCodes.Status202Accepted;
    }

    /// <returns>The reply's id.</returns>
    public async Task<string> ReplyAsync(JsonObject activity, JsonObject reply)
    {
        using var response = await CallAsync(
            HttpMethod.Post, $"{activity["serviceUrl"]}v3/conversations/{Escape(activity["conversation"]!["id"])}/activities/{Escape(activity["id"])}", reply);
        response.EnsureSuccessStatusCode();
        return (string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
    }

    public async Task<HttpResponseMessage> CallAsync(HttpMethod method, string url, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, url) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token());
        return await _http.SendAsync(request);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        var activity = (await request.ReadFromJsonAsync<JsonObject>())!;
        _received.Enqueue((activity, AuthenticationHeaderValue.Parse(request.Headers.Authorization!).Parameter));
        return Results.StatusCode(await Answer(activity));
    }

    private static string Escape(JsonNode? id) => Uri.EscapeDataString((string)id!);
}
