using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace QaBot.DirectLine;

/// <summary>Removes conversations that have fallen idle, at most a minute late, and all of them when the host stops.</summary>
internal sealed class IdleConversations(
    DirectLineConversations conversations, IOptions<DirectLineOptions> options, TimeProvider time, ILogger<IdleConversations> logger)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromMinutes(1);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Before the server stops, which waits for its sockets.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        conversations.Close();
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var half = options.Value.IdleTimeout / 2;
        using var timer = new PeriodicTimer(half < LongestPeriod ? half : LongestPeriod, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (conversations.RemoveIdle() is > 0 and var removed)
                logger.LogInformation("Removed {Count} idle conversations; {Left} are left.", removed, conversations.Count);
        }
    }
}
