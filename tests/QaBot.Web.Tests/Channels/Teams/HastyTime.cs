namespace QaBot.Web.Tests.Channels.Teams;

/// <summary>A clock that runs faster than the machine's, so that whoever keeps a pace keeps it in less time.</summary>
internal sealed class HastyTime(int factor) : TimeProvider
{
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private readonly DateTimeOffset _began = TimeProvider.System.GetUtcNow();

    public override long GetTimestamp() => _start + ((System.GetTimestamp() - _start) * factor);

    public override DateTimeOffset GetUtcNow() => _began + (System.GetElapsedTime(_start) * factor);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new HastyTimer(System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period)), Shorter);

    private TimeSpan Shorter(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / factor;

    private sealed class HastyTimer(ITimer timer, Func<TimeSpan, TimeSpan> shorter) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(shorter(dueTime), shorter(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
