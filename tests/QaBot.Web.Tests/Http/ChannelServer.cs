using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Http;

/// <summary>A channel's server on a free port, with what it accepted from the bot.</summary>
internal abstract class ChannelServer(WebApplication app) : IAsyncDisposable
{
    private readonly Channel<JObject> _accepted = Channel.CreateUnbounded<JObject>();

    public string Url => App.Urls.Single();

    protected WebApplication App { get; } = app;

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

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <param name="certificate">For https; null for http.</param>
    protected static WebApplication Build(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        builder.Logging.ClearProviders();
        return builder.Build();
    }

    protected void Accept(JObject activity) => _accepted.Writer.TryWrite(activity);
}
