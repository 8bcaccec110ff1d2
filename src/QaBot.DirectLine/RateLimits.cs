using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace QaBot.DirectLine;

/// <summary>How much clients may ask for: token buckets that hold a minute's worth. Thread-safe.</summary>
internal sealed class RateLimits : IDisposable
{
    private readonly PartitionedRateLimiter<string> _conversations;
    private readonly PartitionedRateLimiter<string> _activities;
    private readonly PartitionedRateLimiter<string> _requests;

    public RateLimits(IOptions<DirectLineOptions> options)
    {
        _conversations = PerMinute(options.Value.ConversationsPerMinute);
        _activities = PerMinute(options.Value.ActivitiesPerMinute);
        _requests = PerMinute(options.Value.RequestsPerMinute);
    }

    /// <returns>Null, or how long to wait.</returns>
    public TimeSpan? TakeConversation() => Take(_conversations, "");

    /// <inheritdoc cref="TakeConversation"/>
    public TimeSpan? TakeActivity(string conversationId) => Take(_activities, conversationId);

    /// <inheritdoc cref="TakeConversation"/>
    public TimeSpan? TakeRequest(string conversationId) => Take(_requests, conversationId);

    public void Dispose()
    {
        _conversations.Dispose();
        _activities.Dispose();
        _requests.Dispose();
    }

    private static TimeSpan? Take(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }

    private static PartitionedRateLimiter<string> PerMinute(int permits) =>
        PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = permits,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / permits,
            QueueLimit = 0,
        }));
}
