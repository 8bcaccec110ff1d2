using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using QaBot.Web.Bot.Channels;

namespace QaBot.Web.Bot;

/// <summary>Shows "typing" from its start until its end.</summary>
public sealed class TypingIndicator : IAnswerProgress
{
    private readonly BackgroundSending _sending;

    private TypingIndicator(BackgroundSending sending) => _sending = sending;

    /// <summary>Shows nothing in a turn whose channel cannot.</summary>
    /// <param name="interval">How often it is sent; channels show it for a few seconds.</param>
    public static IAnswerProgress Start(ITurnContext turn, TimeSpan interval, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.ExpectsReplies() || !ReplyShapers.For(turn.Activity.ChannelId).ShowsTypingIn(turn.Activity.Conversation))
            return new NoProgress();
        return new TypingIndicator(new BackgroundSending((done, abandoned) => SendAsync(turn, interval, time, done, abandoned), time, logger));
    }

    public string? MessageId => null;

    /// <summary>The text is kept for the reply.</summary>
    public void Show(string text)
    {
    }

    public async Task<Activity?> EndAsync(Activity reply)
    {
        await _sending.StopAsync();
        return reply;
    }

    public Activity[]? Instead(Activity reply, ErrorResponseException refusal) => null;

    public Activity AsEnd(Activity reply) => reply;

    public ValueTask DisposeAsync() => _sending.DisposeAsync();

    private static async Task SendAsync(ITurnContext turn, TimeSpan interval, TimeProvider time, CancellationToken done, CancellationToken abandoned)
    {
        while (!done.IsCancellationRequested)
        {
            await turn.SendActivityAsync(new Activity { Type = ActivityTypes.Typing }, abandoned);
            await Task.Delay(interval, time, done);
        }
    }
}
