using System.Threading.Channels;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using QaBot.Web.Bot.Channels;

namespace QaBot.Web.Bot;

/// <summary>
/// Shows an answer while it is being written: what is being done at once, then the text so far whenever there is more of it, at the pace and
/// for the time that the channel allows. The answer never waits for what is shown of it; where the channel is slower than the answer, texts
/// are left out. Where the channel does not allow any more of it, "typing" is shown, and the whole answer comes as one message.
/// </summary>
public sealed class LiveAnswer : IAnswerProgress
{
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(20);

    private readonly Channel<string> _latest = Channel.CreateBounded<string>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly ITurnContext _turn;
    private readonly IStreamForm _form;
    private readonly BotOptions _options;
    private readonly Action _stop;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly BackgroundSending _sending;
    private readonly long _began;
    private string? _id;
    private string _shown = "";
    private long _lastSent;
    private bool _isOver;
    private bool _isStopped;
    private bool _replyIsEnd;

    private LiveAnswer(ITurnContext turn, IStreamForm form, string informative, BotOptions options, Action stop, TimeProvider time, ILogger logger)
    {
        (_turn, _form, _options, _stop, _time, _logger) = (turn, form, options, stop, time, logger);
        _began = time.GetTimestamp();
        _sending = new BackgroundSending((done, abandoned) => SendAsync(informative, done, abandoned), time, logger);
    }

    public string? MessageId => _id;

    /// <param name="informative">What is being done, for the time before there is any text.</param>
    /// <param name="stop">Called when the user stops the answer by the channel's own means.</param>
    public static LiveAnswer Start(
        ITurnContext turn, IStreamForm form, string informative, BotOptions options, Action stop, TimeProvider time, ILogger logger) =>
        new(turn, form, informative, options, stop, time, logger);

    public void Show(string text) => _latest.Writer.TryWrite(text);

    public async Task<Activity?> EndAsync(Activity reply)
    {
        await _sending.StopAsync();
        if (_isStopped)
            return null;
        if (_id is null || _isOver)
            return reply;
        var early = _form.Pace - _time.GetElapsedTime(_lastSent);
        if (early > TimeSpan.Zero)
            await Task.Delay(early, _time);
        if (IsOverTime())
            return reply;
        _replyIsEnd = true;
        return _form.Ending(_id, reply);
    }

    public Activity[]? Instead(Activity reply, ErrorResponseException refusal)
    {
        if (!_replyIsEnd)
            return null;
        switch (_form.Read(refusal))
        {
            case StreamRefusal.Stopped or StreamRefusal.Completed:
                return [];
            case StreamRefusal.Ended:
                _replyIsEnd = false;
                return [_form.Alone(reply)];
            default:
                return null;
        }
    }

    public Activity AsEnd(Activity reply) => _replyIsEnd ? _form.Ending(_id!, reply) : reply;

    public ValueTask DisposeAsync() => _sending.DisposeAsync();

    private bool IsOverTime() => _form.Longest != Timeout.InfiniteTimeSpan && _time.GetElapsedTime(_began) >= _form.Longest;

    private async Task SendAsync(string informative, CancellationToken done, CancellationToken abandoned)
    {
        if (await TrySendAsync(_form.Informative(informative), abandoned) is null && _id is not null)
            await ShowTextsAsync(done, abandoned);
        while (!_isStopped && !done.IsCancellationRequested)
        {
            await Task.Delay(_options.TypingInterval, _time, done);
            await _turn.SendActivityAsync(new Activity { Type = ActivityTypes.Typing }, abandoned);
        }
    }

    private async Task ShowTextsAsync(CancellationToken done, CancellationToken abandoned)
    {
        using var timeUp = new CancellationTokenSource(_form.Longest, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(done, timeUp.Token);
        try
        {
            var interval = _form.IntervalOf(_options);
            var wait = _form.Pace > TimeSpan.Zero ? interval : TimeSpan.Zero;
            string? notTaken = null;
            for (var sequence = 2; !_isOver && !_isStopped;)
            {
                await Task.Delay(wait, _time, either.Token);
                wait = interval;
                // What was not taken is tried again, unless there is more by now: a model may be long about the next words.
                if (!_latest.Reader.TryRead(out var text))
                    text = notTaken ?? await _latest.Reader.ReadAsync(either.Token);
                notTaken = null;
                if (text.Length > _form.MaxText)
                    _isOver = true;
                // What was shown is not taken back.
                if (_isOver || !text.StartsWith(_shown, StringComparison.Ordinal))
                    continue;
                if (await TrySendAsync(_form.Chunk(_id!, sequence++, text), abandoned) is null)
                {
                    _shown = text.TrimEnd();
                    continue;
                }

                notTaken = text;
                wait = interval = interval * 2 < LongestInterval ? interval * 2 : LongestInterval;
            }
        }
        catch (OperationCanceledException) when (timeUp.IsCancellationRequested && !done.IsCancellationRequested)
        {
            _isOver = true;
        }
    }

    /// <returns>Null when the channel took it.</returns>
    private async Task<StreamRefusal?> TrySendAsync(Activity activity, CancellationToken abandoned)
    {
        try
        {
            var response = await _turn.SendActivityAsync(activity, abandoned);
            // Some channels take an activity without giving it an id; they cannot be streamed to.
            _id ??= string.IsNullOrEmpty(response?.Id) ? null : response.Id;
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var refusal = e is ErrorResponseException response ? _form.Read(response) : StreamRefusal.Once;
            _logger.LogDebug("A part of an answer was not sent: {Exception}, {Refusal}.", e.GetType().Name, refusal);
            _isOver |= refusal is StreamRefusal.Ended or StreamRefusal.Completed;
            if (refusal == StreamRefusal.Stopped)
            {
                _isStopped = true;
                _stop();
            }

            return refusal;
        }
        finally
        {
            _lastSent = _time.GetTimestamp();
        }
    }
}
