using Microsoft.Bot.Schema;
using QaBot.Answering;
using QaBot.Review;

namespace QaBot.Web.Bot;

/// <summary>Keeps what is answered for review, and what users say of it. A store that fails costs the record, never the reply. Thread-safe.</summary>
public sealed class AnswerRecords(IConfiguration configuration, TimeProvider time, ILogger<AnswerRecords> logger) : IAsyncDisposable
{
    private readonly string _configurationHash = ConfigurationHash.Of(configuration);
    private readonly Lock _lock = new();
    private Task<AnswerLog>? _log;

    /// <summary>Begins to open the log, so that it is open when the answer is there.</summary>
    public void Open() => _ = LogAsync();

    /// <summary>Keeps the answer; it is stored when this returns, unless the store fails.</summary>
    /// <param name="activity">The message that asked.</param>
    /// <param name="isStopped">Whether the user stopped it.</param>
    /// <returns>The record's id; null when it could not be stored.</returns>
    public async Task<string?> KeepAsync(Answer answer, Activity activity, bool isStopped = false)
    {
        ArgumentNullException.ThrowIfNull(activity);
        try
        {
            var record = AnswerRecord.From(answer, _configurationHash, time) with
            {
                Channel = activity.ChannelId,
                ConversationId = activity.Conversation?.Id,
                UserId = activity.From?.Id,
                Stopped = isStopped,
            };
            await (await LogAsync()).AppendAsync(record, CancellationToken.None);
            return record.Id;
        }
        catch (Exception e)
        {
            // Whatever is wrong with the store, the user waits for the reply.
            logger.LogWarning(e, "An answer could not be kept for review.");
            return null;
        }
    }

    /// <summary>Keeps as which message an answer was delivered, for channels that know only the message when a user rates it.</summary>
    /// <param name="activity">Any of the conversation.</param>
    public async Task KeepDeliveryAsync(string recordId, Activity activity, string messageId)
    {
        ArgumentNullException.ThrowIfNull(activity);
        try
        {
            await (await LogAsync()).KeepDeliveryAsync(recordId, activity.ChannelId, activity.Conversation.Id, messageId);
        }
        catch (Exception e)
        {
            logger.LogWarning(e, "It could not be kept as which message an answer was delivered.");
        }
    }

    /// <summary>Keeps what a user says of an answer. Only those who were there when it was given may rate it; anything else is logged and forgotten.</summary>
    /// <param name="sender">The activity that says it, as the channel vouches for who sent it and where.</param>
    public async Task RateAsync(Rating rating, IActivity sender)
    {
        ArgumentNullException.ThrowIfNull(rating);
        ArgumentNullException.ThrowIfNull(sender);
        try
        {
            var log = await LogAsync();
            var id = rating.AnswerId ?? await FindDeliveredAsync(log, rating.MessageId, sender);
            var record = id is null ? null : await log.FindAsync(id);
            if (record is null || !WasThere(sender, record))
            {
                logger.LogInformation("Feedback through {Channel} was ignored: {Reason}.", sender.ChannelId, record is null ? "no such answer" : "the answer was given to someone else");
                return;
            }

            await log.RateAsync(new AnswerFeedback
            {
                AnswerId = record.Id,
                UserId = sender.From.Id,
                Channel = sender.ChannelId,
                Reaction = rating.Reaction,
                Reason = rating.Reason,
                Comment = rating.Comment,
                Time = time.GetUtcNow(),
            });
        }
        catch (Exception e)
        {
            logger.LogWarning(e, "Feedback could not be kept.");
        }
    }

    private static async Task<string?> FindDeliveredAsync(AnswerLog log, string? messageId, IActivity sender)
    {
        if (sender is not { Conversation.Id: { } conversation, From.Id: { } user })
            return null;
        // In a group the last answer may be another's, and the sender's opinion is not on that.
        return messageId is null
            ? await log.FindLastDeliveredAsync(sender.ChannelId, conversation, user)
            : await log.FindDeliveredAsync(sender.ChannelId, conversation, messageId);
    }

    /// <summary>Everyone in a group sees the answers there; else an answer is only for who asked.</summary>
    private static bool WasThere(IActivity sender, AnswerRecord record) =>
        sender.ChannelId == record.Channel
        && sender.Conversation?.Id == record.ConversationId
        && !string.IsNullOrEmpty(sender.From?.Id)
        && (sender.Conversation!.IsGroup == true || sender.From.Id == record.UserId);

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
