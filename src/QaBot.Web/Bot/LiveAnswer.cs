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
    private readonly Channel<string> _latest = Channel.CreateBounded<string>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly ITurnContext _turn;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly BackgroundSending _sending;
    private string? _id;
    private bool _ended;

    private LiveAnswer(ITurnContext turn, string informative, TimeSpan interval, TimeProvider time, ILogger logger)
    {
        (_turn, _interval, _time, _logger) = (turn, interval, time, logger);
        _sending = new BackgroundSending((done, abandoned) => SendAsync(informative, done, abandoned), time, logger);
    }

    /// <param name="informative">What is being done, for the time before there is any text.</param>
    /// <param name="interval">The least time between two texts.</param>
    public static LiveAnswer Start(ITurnContext turn, string informative, TimeSpan interval, TimeProvider time, ILogger logger) =>
        new(turn, informative, interval, time, logger);

    public void Show(string text) => _latest.Writer.TryWrite(text);

    public async Task<Activity> EndAsync(Activity reply)
    {
        await _sending.StopAsync();
        _ended = true;
        return _id is null ? reply : StreamActivity.Ending(_id, reply);
    }

    public async ValueTask DisposeAsync()
    {
        await _sending.DisposeAsync();
        // Without an end the client would wait for one.
        if (!_ended && _id is not null)
            await _turn.SendOrLogAsync(StreamActivity.Withdrawn(_id), _logger, CancellationToken.None);
    }

    private async Task SendAsync(string informative, CancellationToken done, CancellationToken abandoned)
    {
        var first = await _turn.SendActivityAsync(StreamActivity.Informative(informative), abandoned);
        // Some channels take an activity without giving it an id; they cannot be streamed to.
        if (string.IsNullOrEmpty(first?.Id))
            return;
        _id = first.Id;
        for (var sequence = 2; ; sequence++)
        {
            var text = await _latest.Reader.ReadAsync(done);
            await _turn.SendActivityAsync(StreamActivity.Chunk(_id, sequence, text), abandoned);
            await Task.Delay(_interval, _time, done);
        }
    }
}
