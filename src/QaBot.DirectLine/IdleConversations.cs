using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace QaBot.DirectLine;

/// <summary>Removes conversations that have fallen idle, at most a minute late.</summary>
internal sealed class IdleConversations(
    DirectLineConversations conversations, IOptions<DirectLineOptions> options, TimeProvider time, ILogger<IdleConversations> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var half = options.Value.IdleTimeout / 2;
        using var timer = new PeriodicTimer(half < LongestPeriod ? half : LongestPeriod, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (conversations.RemoveIdle() is > 0 and var removed)
                    logger.LogInformation("Removed {Count} idle conversations; {Left} are left.", removed, conversations.Count);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host takes this for a failure when it stops because it could not start.
        }
    }
}
