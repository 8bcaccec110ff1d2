using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace QaBot.Web.Tests.Http.Authentication;

/// <summary>The token service of a tenant, over https on a free port.</summary>
internal sealed class TokenEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, IReadOnlyDictionary<string, string> Form)> _requests = new();

    private TokenEndpoint(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    /// <summary>How long a token lives, in seconds.</summary>
    public int Lifetime { get; set; } = 3600;

    /// <summary>Null grants; anything else is the status of a refusal.</summary>
    public int? Refusal { get; set; }

    /// <summary>What was asked for tokens; looking for the endpoint is not counted.</summary>
    public IReadOnlyList<(string Path, IReadOnlyDictionary<string, string> Form)> TokenRequests => [.. _requests.Where(request => request.Form.Count > 0)];

    public IReadOnlyList<string> Paths => [.. _requests.Select(request => request.Path)];

    public static async Task<TokenEndpoint> StartAsync()
    {
        var endpoint = new TokenEndpoint(HttpsServer.Build());
        endpoint._app.Run(endpoint.AnswerAsync);
        await endpoint._app.StartAsync();
        return endpoint;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
        _requests.Enqueue((context.Request.Path.Value!, form.ToDictionary(field => field.Key, field => field.Value.ToString())));
        if (form.Count == 0)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (Refusal is { } status)
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsJsonAsync(new { error = "invalid_client", error_description = "AADSTS7000215: Invalid client secret provided." });
            return;
        }

        await context.Response.WriteAsJsonAsync(new { token_type = "Bearer", expires_in = Lifetime, access_token = $"token-{TokenRequests.Count}" });
    }
}
