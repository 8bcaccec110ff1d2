using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;
using Microsoft.Extensions.AI;
using QaBot.Telemetry;

namespace QaBot.Models.Resilience;

/// <summary>
/// Bounds the calls of a chat model: how many at once, how long each in all, until its first text and between two pieces of it. A stream
/// that breaks before any text came is begun again, once. Thread-safe.
/// </summary>
/// <remarks>What fails is a <see cref="ModelException"/>; an <see cref="OperationCanceledException"/> comes only of the caller's own token.</remarks>
public sealed class LimitedChatClient : DelegatingChatClient
{
    private readonly ModelResilienceOptions _options;
    private readonly EndpointPipeline _endpoint;
    private readonly TimeProvider _time;
    private readonly Instruments _instruments;
    private readonly ConcurrencyLimiter _calls;
    private volatile bool _isDisposed;

    /// <param name="endpoint">Where the model is asked, to be told of streams that stall.</param>
    public LimitedChatClient(IChatClient inner, ModelResilienceOptions options, EndpointPipeline endpoint, TimeProvider time, Instruments instruments)
        : base(inner)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(instruments);
        (_options, _endpoint, _time, _instruments) = (options, endpoint, time, instruments);
        _calls = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = options.MaxConcurrentCalls,
            QueueLimit = options.QueuedCalls,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        // The last metrics are collected when everything else is disposed already.
        instruments.ObserveQueue(() => _isDisposed ? 0 : _calls.GetStatistics()?.CurrentQueuedCount ?? 0);
    }

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var deadline = NewDeadline(cancellationToken);
        using var turn = await WaitForTurnAsync(deadline);
        return await WithinAsync(deadline, Timeout.InfiniteTimeSpan, "", () => new ValueTask<ChatResponse>(base.GetResponseAsync(messages, options, deadline.Token)));
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        using var deadline = NewDeadline(cancellationToken);
        using var turn = await WaitForTurnAsync(deadline);
        var early = new List<ChatResponseUpdate>();
        var (hasBegun, isSecond) = (false, false);
        var updates = Open();
        try
        {
            while (true)
            {
                try
                {
                    if (!await NextAsync(deadline, updates, hasBegun))
                        break;
                }
                catch (ModelException e) when (e.Kind == ModelProblemKind.BrokenOff && !hasBegun && !isSecond)
                {
                    _instruments.CountRetry(ModelServices.Chat, "stream");
                    isSecond = true;
                    early.Clear();
                    await updates.DisposeAsync();
                    updates = Open();
                    continue;
                }

                // Kept back, so that what a broken stream began with is not there twice.
                if (!hasBegun)
                {
                    early.Add(updates.Current);
                    if (!HasContent(updates.Current))
                        continue;
                    hasBegun = true;
                    foreach (var update in early)
                        yield return update;
                    continue;
                }

                yield return updates.Current;
            }

            foreach (var update in hasBegun ? [] : early)
                yield return update;
        }
        finally
        {
            await updates.DisposeAsync();
        }

        IAsyncEnumerator<ChatResponseUpdate> Open() => base.GetStreamingResponseAsync(asked, options, deadline.Token).GetAsyncEnumerator(deadline.Token);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _isDisposed = true;
            _calls.Dispose();
        }

        base.Dispose(disposing);
    }

    private CallDeadline NewDeadline(CancellationToken cancellationToken) => new(_options.Timeout, _time, cancellationToken);

    private async ValueTask<RateLimitLease> WaitForTurnAsync(CallDeadline deadline)
    {
        RateLimitLease turn;
        try
        {
            turn = await deadline.WithinAsync(Timeout.InfiniteTimeSpan, "", () => _calls.AcquireAsync(1, deadline.Token));
        }
        catch (ModelException e)
        {
            throw new ModelException(ModelProblemKind.Busy, $"No call of the model ended within {Seconds.Of(_options.Timeout)}; {_options.MaxConcurrentCalls} are under way.", e);
        }

        if (turn.IsAcquired)
            return turn;
        turn.Dispose();
        throw new ModelException(ModelProblemKind.Busy, $"{_options.MaxConcurrentCalls} calls of the model are under way, and {_options.QueuedCalls} wait for their turn.");
    }

    private ValueTask<bool> NextAsync(CallDeadline deadline, IAsyncEnumerator<ChatResponseUpdate> updates, bool hasBegun) => hasBegun
        ? WithinAsync(deadline, _options.StallTimeout, "to go on with its answer", updates.MoveNextAsync)
        : WithinAsync(deadline, _options.FirstTokenTimeout, "to begin its answer", updates.MoveNextAsync);

    private async ValueTask<T> WithinAsync<T>(CallDeadline deadline, TimeSpan limit, string what, Func<ValueTask<T>> step)
    {
        try
        {
            return await deadline.WithinAsync(limit, what, step);
        }
        catch (ModelException) when (deadline.IsOver)
        {
            await _endpoint.ReportStallAsync();
            throw;
        }
    }

    private static bool HasContent(ChatResponseUpdate update) => update.Contents.Any(content => content is not TextContent { Text: "" });
}
