using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Http;

/// <summary>A channel's connector on a free port: takes what the bot sends to a conversation.</summary>
internal sealed class FakeConnector : ChannelServer
{
    private readonly ConcurrentQueue<JObject> _attempts = new();
    private readonly ConcurrentQueue<string> _authorizations = new();

    private FakeConnector(WebApplication app)
        : base(app)
    {
    }

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
        var connector = new FakeConnector(Build(certificate));
        connector.App.MapPost("/v3/conversations/{conversation}/activities/{activity?}", connector.ReceiveAsync);
        await connector.App.StartAsync();
        return connector;
    }

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
        Accept(activity);
        return Results.Json(new { id }, statusCode: status);
    }
}
