namespace QaBot.Web.Bot;

/// <summary>
/// What is sent to a channel while its answer is being made. Only a courtesy: it never fails, and the reply waits two seconds at the most
/// for what is on its way.
/// </summary>
internal sealed class BackgroundSending : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _done = new();
    private readonly CancellationTokenSource _abandoned;
    private readonly Task _sending;

    /// <param name="send">
    /// Begins at once, and ends when its first token is cancelled; the second gives up what the channel does not take.
    /// </param>
    public BackgroundSending(Func<CancellationToken, CancellationToken, Task> send, TimeProvider time, ILogger logger)
    {
        _abandoned = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _sending = RunAsync(send, logger);
    }

    /// <summary>Nothing is sent any more when this returns. May be called again.</summary>
    public async Task StopAsync()
    {
        await _done.CancelAsync();
        _abandoned.CancelAfter(Patience);
        await _sending;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _done.Dispose();
        _abandoned.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, CancellationToken, Task> send, ILogger logger)
    {
        try
        {
            await send(_done.Token, _abandoned.Token);
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            // Whether the channel can be reached shows when the answer is sent.
            logger.LogDebug("Something was not sent ahead of an answer: {Exception}.", e.GetType().Name);
        }
    }
}
