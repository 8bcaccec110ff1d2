using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.StandIns.BotBuilder;

/// <summary>A channel's connector on a free loopback port: keeps what the bot sends and answers as told.</summary>
internal sealed class FakeConnector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ConnectorCall> _calls = [];

    private FakeConnector(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public IReadOnlyList<ConnectorCall> Calls => [.. _calls];

    /// <summary>Status and body of every answer; by default 200 with the ids reply-1, reply-2 and so on.</summary>
    public Func<int, (int Status, string Body)> Answer { get; set; } = number => (200, $$"""{"id":"reply-{{number}}"}""");

    public static async Task<FakeConnector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var connector = new FakeConnector(builder.Build());
        connector._app.Run(connector.ReceiveAsync);
        await connector._app.StartAsync();
        return connector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        _calls.Enqueue(new ConnectorCall(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            body.Length == 0 ? [] : JObject.Parse(body),
            context.Request.Headers.Authorization.ToString()));

        var (status, answer) = Answer(_calls.Count);
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = status == 429 ? "7" : default;
        await context.Response.WriteAsync(answer);
    }
}

internal sealed record ConnectorCall(string Method, string Path, JObject Body, string Authorization);
