using Microsoft.Bot.Builder;
using Microsoft.Extensions.DependencyInjection;
using QaBot.Web.Bot;

namespace QaBot.Web.Tests.Http;

/// <summary>Tells when turns have ended, everything that they send included: a message has one in its request and one that answers it.</summary>
internal sealed class TurnEnds : IMiddleware, IDisposable
{
    private readonly SemaphoreSlim _ended = new(0);

    public static TurnEnds Of(BotHost host)
    {
        var ends = new TurnEnds();
        host.Services.GetRequiredService<QaAdapter>().Use(ends);
        return ends;
    }

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        try
        {
            await next(cancellationToken);
        }
        finally
        {
            _ended.Release();
        }
    }

    public async Task WaitAsync(int turns)
    {
        for (var i = 0; i < turns; i++)
            Assert.True(await _ended.WaitAsync(Wait.Limit), "A turn did not end.");
    }

    public void Dispose() => _ended.Dispose();
}
