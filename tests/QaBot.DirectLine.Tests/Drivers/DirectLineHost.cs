using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace QaBot.DirectLine.Tests.Drivers;

/// <summary>The local Direct Line on a free port, with an echo bot.</summary>
internal sealed class DirectLineHost : IAsyncDisposable, IBotAddress
{
    private readonly ConcurrentDictionary<IHttpRequestLifetimeFeature, bool> _sockets = new();
    private WebApplication _app = null!;

    private DirectLineHost(EchoBot bot) => Bot = bot;

    public EchoBot Bot { get; }

    public Uri ServiceUrl => new(_app.Urls.Single());

    public Uri MessagesUrl => Bot.MessagesUrl;

    public HttpClient Http { get; private set; } = null!;

    public LocalTokens Tokens => _app.Services.GetRequiredService<LocalTokens>();

    public DirectLineConversations Conversations => _app.Services.GetRequiredService<DirectLineConversations>();

    public LogLines Log { get; } = new();

    /// <summary>Sockets that are open now, as the server sees them.</summary>
    public int OpenSockets => _sockets.Count;

    public static async Task<DirectLineHost> StartAsync(Action<DirectLineOptions>? configure = null, TimeProvider? time = null, Action<IEndpointConventionBuilder>? convention = null)
    {
        var host = new DirectLineHost(await EchoBot.StartAsync());
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(host.Log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton<IBotAddress>(host);
        builder.Services.AddDirectLine(options =>
        {
            options.DeliveryRetryDelay = TimeSpan.Zero;
            configure?.Invoke(options);
        });
        host._app = builder.Build();
        host._app.Use(host.TrackSocketsAsync);
        var client = host._app.MapDirectLine();
        convention?.Invoke(client);
        host._app.MapConnector();
        await host._app.StartAsync();
        host.Bot.Token = () => host.Tokens.IssueForConnector(host.ServiceUrl);
        host.Http = new HttpClient { BaseAddress = host.ServiceUrl };
        return host;
    }

    /// <summary>Breaks the connection of every open socket, without a word of goodbye.</summary>
    public void DropSockets()
    {
        foreach (var socket in _sockets.Keys)
            socket.Abort();
    }

    public DirectLineClient NewClient(string user = "user-1")
    {
        Assert.True(Conversations.TryCreate(user, out var grant, out _));
        return new DirectLineClient(this, grant);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Bot.DisposeAsync();
    }

    private async Task TrackSocketsAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.Value!.EndsWith("/stream", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        // The context itself may be gone when the socket is dropped just as it ends.
        var socket = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        _sockets[socket] = true;
        try
        {
            await next(context);
        }
        finally
        {
            _sockets.TryRemove(socket, out _);
        }
    }
}
