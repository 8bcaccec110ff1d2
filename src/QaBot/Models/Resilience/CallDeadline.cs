namespace QaBot.Models.Resilience;

/// <summary>How long one call may take in all, and each of its steps. Not thread-safe.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationToken _caller;
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _whole;
    private readonly CancellationTokenSource _step;
    private readonly CancellationTokenSource _any;

    public CallDeadline(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        (_caller, _limit) = (caller, limit);
        _whole = new CancellationTokenSource(limit, time);
        _step = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _any = CancellationTokenSource.CreateLinkedTokenSource(caller, _whole.Token, _step.Token);
    }

    /// <summary>What steps must heed.</summary>
    public CancellationToken Token => _any.Token;

    /// <summary>Whether time ran out, which is not the caller's doing.</summary>
    public bool IsOver => !_caller.IsCancellationRequested && _any.IsCancellationRequested;

    /// <param name="what">What is waited for, to end a sentence with.</param>
    /// <exception cref="OperationCanceledException">Only when the caller cancelled.</exception>
    /// <exception cref="ModelException">Time ran out, or what the step itself throws.</exception>
    public async ValueTask<T> WithinAsync<T>(TimeSpan limit, string what, Func<ValueTask<T>> step)
    {
        _step.CancelAfter(limit);
        try
        {
            return await step();
        }
        catch (Exception e) when (_any.IsCancellationRequested)
        {
            _caller.ThrowIfCancellationRequested();
            throw _step.IsCancellationRequested
                ? new ModelException(ModelProblemKind.TimedOut, $"The model took longer than {Seconds.Of(limit)} {what}.", e)
                : new ModelException(ModelProblemKind.TimedOut, $"The model took longer than {Seconds.Of(_limit)} in all.", e);
        }
        finally
        {
            _step.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _any.Dispose();
        _step.Dispose();
        _whole.Dispose();
    }
}
