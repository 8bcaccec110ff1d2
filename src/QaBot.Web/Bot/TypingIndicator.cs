using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace QaBot.Web.Bot;

/// <summary>
/// Shows "typing" from its start until its end.
/// </summary>
public sealed class TypingIndicator : IAnswerProgress
{
    // The answer waits so long for a typing activity that is on its way, and no longer for a channel that hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _done = new();
    private readonly CancellationTokenSource _abandoned;
    private readonly TimeProvider _time;
    private readonly Task _sending;

    private TypingIndicator(ITurnContext turn, TimeSpan interval, TimeProvider time, ILogger logger)
    {
        _time = time;
        _abandoned = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _sending = SendAsync(turn, interval, logger);
    }

    public static TypingIndicator Start(ITurnContext turn, TimeSpan interval, TimeProvider time, ILogger logger) =>
        new(turn, interval, time, logger);

    /// <summary>The text is kept for the reply.</summary>
    public void Show(string text)
    {
    }

    public async Task<Activity> EndAsync(Activity reply)
    {
        await StopAsync();
        return reply;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _done.Dispose();
        _abandoned.Dispose();
    }

    private async Task StopAsync()
    {
        await _done.CancelAsync();
        _abandoned.CancelAfter(Patience);
        await _sending;
    }

    private async Task SendAsync(ITurnContext turn, TimeSpan interval, ILogger logger)
    {
        try
        {
            while (!_done.IsCancellationRequested)
            {
                await turn.SendActivityAsync(new Activity { Type = ActivityTypes.Typing }, _abandoned.Token);
                await Task.Delay(interval, _time, _done.Token);
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            // Only a courtesy: whether the channel can be reached shows when the answer is sent.
            logger.LogDebug("Typing was not sent: {Exception}.", e.GetType().Name);
        }
    }
}
