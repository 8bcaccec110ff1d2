using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Http.Authentication;

/// <summary>OpenID metadata and key sets over https on a free port; each issuer has a path of its own, new for every test.</summary>
internal sealed class MetadataServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, JArray> _keys = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly string _run = Guid.NewGuid().ToString("N");

    private MetadataServer(WebApplication app) => _app = app;

    /// <summary>In place of answering: true when the request was dealt with.</summary>
    public Func<HttpContext, Task<bool>> Intercept { get; set; } = _ => Task.FromResult(false);

    /// <summary>How often key sets were asked for.</summary>
    public int KeySetRequests => _requests.Count(path => path.EndsWith("/keys", StringComparison.Ordinal));

    public int Requests => _requests.Count;

    public static async Task<MetadataServer> StartAsync()
    {
        var server = new MetadataServer(HttpsServer.Build());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    public string UrlOf(string issuer) => $"{_app.Urls.Single()}/{_run}/{issuer}/metadata";

    public void Publish(string issuer, params JObject[] keys) => _keys[issuer] = new JArray(keys.Cast<object>().ToArray());

    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        _requests.Enqueue(context.Request.Path);
        if (await Intercept(context))
            return;
        var parts = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 3 || !_keys.TryGetValue(parts[1], out var keys))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var answer = parts[2] == "keys"
            ? new JObject { ["keys"] = keys }
            : new JObject { ["issuer"] = parts[1], ["jwks_uri"] = $"{_app.Urls.Single()}/{parts[0]}/{parts[1]}/keys", ["id_token_signing_alg_values_supported"] = new JArray("RS256") };
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToString(Formatting.None));
    }
}
