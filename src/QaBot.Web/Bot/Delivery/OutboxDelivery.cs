using Microsoft.Extensions.Options;
using QaBot.Web.Bot.Channels;

namespace QaBot.Web.Bot.Delivery;

/// <summary>
/// Delivers the kept replies: each conversation's one after the other, the first of them after growing waits, until the channel takes it or
/// it has been kept for <see cref="BotOptions.KeepReplies"/>. What is on its way when the host stops is waited for; the rest stays stored.
/// </summary>
public sealed class OutboxDelivery(
    Outbox outbox, QaAdapter adapter, AnswerRecords records, IOptions<BotOptions> options, TimeProvider time, ILogger<OutboxDelivery> logger) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly BotOptions _options = options.Value;

    // Where the quick attempts ended, the waits go on doubling.
    private TimeSpan FirstWait => Min(_options.SendRetryDelay * Math.Pow(2, _options.SendAttempts), LongestWait);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        outbox.Restore();
        var conversations = new List<Task>();
        try
        {
            await foreach (var head in outbox.Heads.ReadAllAsync(stoppingToken))
            {
                conversations.RemoveAll(task => task.IsCompleted);
                conversations.Add(DeliverAllAsync(head, stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }

        await Task.WhenAll(conversations);
    }

    private async Task DeliverAllAsync(KeptReply head, CancellationToken stopping)
    {
        try
        {
            for (var reply = head; reply is not null; reply = outbox.Remove(reply))
                await DeliverOrGiveUpAsync(reply, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    // One that cannot even be tried must not hold up those behind it.
    private async Task DeliverOrGiveUpAsync(KeptReply reply, CancellationToken stopping)
    {
        try
        {
            await DeliverAsync(reply, stopping);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            logger.LogError("A reply through {Channel} is given up: {Exception}.", reply.Activity.ChannelId, e.GetType().FullName);
        }
    }

    /// <summary>Ends when the reply is delivered or given up.</summary>
    private async Task DeliverAsync(KeptReply reply, CancellationToken stopping)
    {
        var deadline = reply.Since + _options.KeepReplies;
        // One that waited behind another, or for this process to start, is tried at once.
        var wait = Min(reply.Since + FirstWait - time.GetUtcNow(), FirstWait);
        var reason = "the channel could not be reached";
        while (deadline - time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(Min(Max(wait, TimeSpan.Zero), left), time, stopping);
            if (await AttemptAsync(reply) is not { } failure)
                return;
            reason = DeliveryFailure.Describe(failure);
            if (DeliveryFailure.IsPassing(failure))
                wait = Max(Min(Max(wait, FirstWait) * 2, LongestWait), DeliveryFailure.RetryAfter(failure, time.GetUtcNow()) ?? TimeSpan.Zero);
            else if (reply.Instead(failure) is { } other)
                (reply, wait) = (other, TimeSpan.Zero);
            else
                break;
        }

        logger.LogError("A reply through {Channel} is given up after {Time}: {Reason}.", reply.Activity.ChannelId, time.GetUtcNow() - reply.Since, reason);
    }

    /// <returns>Why the channel did not take it; null when there is nothing left to do about it.</returns>
    private async Task<Exception?> AttemptAsync(KeptReply reply)
    {
        if (!outbox.IsOwn(reply))
        {
            logger.LogInformation("A kept reply through {Channel} is left to another process.", reply.Activity.ChannelId);
            return null;
        }

        // An attempt that has begun is not broken off: nobody would know whether the channel took the reply.
        var attempt = await adapter.DeliverAsync(reply);
        var refusal = reply.Read(attempt.Failure);
        if (refusal == StreamRefusal.Stopped)
        {
            logger.LogInformation("A kept reply through {Channel} is not wanted any more.", reply.Activity.ChannelId);
            return null;
        }

        if (attempt.Failure is { } failure && refusal != StreamRefusal.Completed)
            return failure;
        logger.LogInformation("A kept reply was delivered through {Channel} after {Time}.", reply.Activity.ChannelId, time.GetUtcNow() - reply.Since);
        if (reply.RecordId is { } record && !string.IsNullOrEmpty(attempt.MessageId))
            await records.KeepDeliveryAsync(record, reply.Activity, attempt.MessageId);
        return null;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
