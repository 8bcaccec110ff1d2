using System.Threading.Channels;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using QaBot.Web.Bot.Channels;

namespace QaBot.Web.Bot;

/// <summary>
/// Shows an answer while it is being written: what is being done at once, then the text so far whenever there is more of it. The answer
/// never waits for what is shown of it; where the channel is slower than the answer, texts are left out.
/// </summary>
public sealed class LiveAnswer : IAnswerProgress
{
    // The reply waits so long for what is on its way, and no longer for a channel that hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Channel<string> _latest = Channel.CreateBounded<string>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly CancellationTokenSource _done = new();
    private readonly CancellationTokenSource _abandoned;
    private readonly ITurnContext _turn;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Task _sending;
    private string? _id;
    private bool _ended;

    private LiveAnswer(ITurnContext turn, string informative, TimeSpan interval, TimeProvider time, ILogger logger)
    {
        (_turn, _interval, _time, _logger) = (turn, interval, time, logger);
        _abandoned = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _sending = SendAsync(informative);
    }

    /// <param name="informative">What is being done, for the time before there is any text.</param>
    /// <param name="interval">The least time between two texts.</param>
    public static LiveAnswer Start(ITurnContext turn, string informative, TimeSpan interval, TimeProvider time, ILogger logger) =>
        new(turn, informative, interval, time, logger);

    public void Show(string text) => _latest.Writer.TryWrite(text);

    public async Task<Activity> EndAsync(Activity reply)
    {
        await StopAsync();
        _ended = true;
        return _id is null ? reply : StreamActivity.Ending(_id, reply);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        // Without an end the client would wait for one.
        if (!_ended && _id is not null)
            await _turn.SendOrLogAsync(StreamActivity.Withdrawn(_id), _logger, CancellationToken.None);
        _done.Dispose();
        _abandoned.Dispose();
    }

    private async Task StopAsync()
    {
        await _done.CancelAsync();
        _abandoned.CancelAfter(Patience);
        await _sending;
    }

    private async Task SendAsync(string informative)
    {
        try
        {
            var first = await _turn.SendActivityAsync(StreamActivity.Informative(informative), _abandoned.Token);
            // Some channels take an activity without giving it an id; they cannot be streamed to.
            if (string.IsNullOrEmpty(first?.Id))
                return;
            _id = first.Id;
            for (var sequence = 2; ; sequence++)
            {
                var text = await _latest.Reader.ReadAsync(_done.Token);
                await _turn.SendActivityAsync(StreamActivity.Chunk(_id, sequence, text), _abandoned.Token);
                await Task.Delay(_interval, _time, _done.Token);
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            // Only a courtesy: whether the channel can be reached shows when the answer is sent.
            _logger.LogDebug("A part of an answer was not sent: {Exception}.", e.GetType().Name);
        }
    }
}
