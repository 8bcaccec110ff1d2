using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Http;

/// <summary>A channel's connector on a free port: takes what the bot sends to a conversation.</summary>
internal sealed class FakeConnector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<JObject> _accepted = Channel.CreateUnbounded<JObject>();
    private readonly ConcurrentQueue<JObject> _attempts = new();
    private readonly ConcurrentQueue<string> _authorizations = new();

    private FakeConnector(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    /// <summary>Decides on the status of an attempt; it may take its time. By default everything is accepted.</summary>
    public Func<JObject, CancellationToken, Task<int>> Decide { get; set; } = (_, _) => Task.FromResult(200);

    /// <summary>Whether what is accepted gets an id; some channels give none.</summary>
    public bool GivesIds { get; set; } = true;

    /// <summary>The Retry-After header of what is refused; null for none.</summary>
    public string? RetryAfter { get; set; }

    /// <summary>Where what is refused is sent instead; null for nowhere.</summary>
    public string? Location { get; set; }

    /// <summary>Everything that was sent, in vain or not.</summary>
    public IReadOnlyCollection<JObject> Attempts => _attempts;

    /// <summary>The authorization header of each attempt; empty where there was none.</summary>
    public IReadOnlyCollection<string> Authorizations => _authorizations;

    /// <param name="certificate">For https; null for http.</param>
    public static async Task<FakeConnector> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        builder.Logging.ClearProviders();
        var connector = new FakeConnector(builder.Build());
        connector._app.MapPost("/v3/conversations/{conversation}/activities/{activity?}", connector.ReceiveAsync);
        await connector._app.StartAsync();
        return connector;
    }

    /// <summary>The next activity that was accepted, in the order of their arrival.</summary>
    public async Task<JObject> NextAsync() => await _accepted.Reader.ReadAsync().AsTask().WaitAsync(Wait.Limit);

    /// <summary>The next message, over any typing before it.</summary>
    public async Task<JObject> NextMessageAsync()
    {
        while (true)
        {
            var activity = await NextAsync();
            if ((string?)activity["type"] == "message")
                return activity;
        }
    }

    /// <summary>Accepted and not taken yet.</summary>
    public IReadOnlyList<JObject> Rest()
    {
        var rest = new List<JObject>();
        while (_accepted.Reader.TryRead(out var activity))
            rest.Add(activity);
        return rest;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        var activity = JObject.Parse(await reader.ReadToEndAsync(cancellationToken));
        _attempts.Enqueue(activity);
        _authorizations.Enqueue(request.Headers.Authorization.ToString());
        var status = await Decide(activity, cancellationToken);
        if (RetryAfter is not null && status is < 200 or > 299)
            request.HttpContext.Response.Headers.RetryAfter = RetryAfter;
        if (Location is not null && status is >= 300 and <= 399)
            request.HttpContext.Response.Headers.Location = Location + request.Path;
        if (status is < 200 or > 299)
            return Results.Json(new { error = new { code = "ServiceError", message = "no" } }, statusCode: status);
        // The id as the bot will get it, for tests to compare with.
        var id = GivesIds ? Guid.NewGuid().ToString() : "";
        activity["id"] = id;
        _accepted.Writer.TryWrite(activity);
        return Results.Json(new { id }, statusCode: status);
    }
}
