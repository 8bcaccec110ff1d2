using Microsoft.Bot.Schema;
using QaBot.Answering;
using QaBot.Review;

namespace QaBot.Web.Bot;

/// <summary>Keeps what is answered for review. A store that fails costs the record, never the reply. Thread-safe.</summary>
public sealed class AnswerRecords(IConfiguration configuration, TimeProvider time, ILogger<AnswerRecords> logger) : IAsyncDisposable
{
    private readonly string _configurationHash = ConfigurationHash.Of(configuration);
    private readonly Lock _lock = new();
    private Task<AnswerLog>? _log;

    /// <summary>Begins to open the log, so that it is open when the answer is there.</summary>
    public void Open() => _ = LogAsync();

    /// <summary>Keeps the answer; it is stored when this returns, unless the store fails.</summary>
    /// <param name="activity">The message that asked.</param>
    public async Task KeepAsync(Answer answer, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        try
        {
            var record = AnswerRecord.From(answer, _configurationHash, time) with
            {
                Channel = activity.ChannelId,
                ConversationId = activity.Conversation?.Id,
                UserId = activity.From?.Id,
            };
            await (await LogAsync()).AppendAsync(record, CancellationToken.None);
        }
        catch (Exception e)
        {
            // Whatever is wrong with the store, the user waits for the reply.
            logger.LogWarning(e, "An answer could not be kept for review.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_log is { IsCompletedSuccessfully: true } opened)
            await (await opened).DisposeAsync();
    }

    /// <summary>A log that could not be opened is tried again by the next answer.</summary>
    private Task<AnswerLog> LogAsync()
    {
        lock (_lock)
        {
            if (_log is null or { IsFaulted: true } or { IsCanceled: true })
                _log = Task.Run(() => AnswerLog.OpenAsync(AnswerLog.PathFor(configuration)));
            return _log;
        }
    }
}
