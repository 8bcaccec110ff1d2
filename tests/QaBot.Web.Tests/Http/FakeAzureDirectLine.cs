using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Http;

/// <summary>The token part of Azure's Direct Line on a free port.</summary>
internal sealed class FakeAzureDirectLine : IAsyncDisposable
{
    public const string Secret = "the-secret-of-the-channel";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, bool> _conversations = new();

    private FakeAzureDirectLine(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    /// <summary>Bodies of the calls for a new token.</summary>
    public ConcurrentQueue<JObject> Generated { get; } = new();

    /// <summary>Not null: every call is answered with this status.</summary>
    public int? Status { get; set; }

    public static async Task<FakeAzureDirectLine> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var azure = new FakeAzureDirectLine(builder.Build());
        azure._app.MapPost("/v3/directline/tokens/generate", azure.GenerateAsync);
        azure._app.MapGet("/v3/directline/conversations/{id}", azure.Reconnect);
        await azure._app.StartAsync();
        return azure;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> GenerateAsync(HttpRequest request)
    {
        if (Refusal(request) is { } refusal)
            return refusal;
        using var reader = new StreamReader(request.Body);
        Generated.Enqueue(JObject.Parse(await reader.ReadToEndAsync()));
        var id = $"azure-{_conversations.Count}";
        _conversations[id] = true;
        return Results.Json(new { conversationId = id, token = $"token-of-{id}", expires_in = 3600 });
    }

    private IResult Reconnect(HttpRequest request, string id) =>
        Refusal(request) ?? (_conversations.ContainsKey(id)
            ? Results.Json(new { conversationId = id, token = $"new-token-of-{id}", streamUrl = "wss://example.invalid" })
            : Results.NotFound());

    private IResult? Refusal(HttpRequest request)
    {
        if (Status is { } status)
            return Results.StatusCode(status);
        return request.Headers.Authorization == $"Bearer {Secret}" ? null : Results.StatusCode(StatusCodes.Status403Forbidden);
    }
}
