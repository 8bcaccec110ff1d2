using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.StandIns.BotBuilder;

/// <summary>A cloud adapter with a bot behind /api/messages, on a free loopback port.</summary>
internal sealed class BotHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private BotHost(WebApplication app, CloudAdapter adapter)
    {
        _app = app;
        _client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Adapter = adapter;
    }

    public CloudAdapter Adapter { get; }

    public static Task<BotHost> StartAsync(IBot bot, params (string Key, string Value)[] settings) => StartAsync(bot, null, settings);

    public static async Task<BotHost> StartAsync(
        IBot bot, ServiceClientCredentialsFactory? credentials, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddHttpClient();
        var app = builder.Build();

        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)))
            .Build();
        var httpClients = app.Services.GetRequiredService<IHttpClientFactory>();
        var adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(configuration, credentials, httpClientFactory: httpClients));
        app.Map("/api/messages", (HttpContext context) => adapter.ProcessAsync(context.Request, context.Response, bot, context.RequestAborted));
        await app.StartAsync();
        return new BotHost(app, adapter);
    }

    public Task<HttpResponseMessage> PostAsync(JObject activity, string? authorization = null) => PostAsync(activity.ToString(), authorization);

    public Task<HttpResponseMessage> PostAsync(string body, string? authorization = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (authorization != null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return _client.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync() => _client.GetAsync("/api/messages");

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }
}
