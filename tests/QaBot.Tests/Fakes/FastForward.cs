using Microsoft.Extensions.Time.Testing;

namespace QaBot.Tests.Fakes;

/// <summary>Waits for what a clock that stands still holds up.</summary>
internal static class FastForward
{
    /// <summary>Longer than anything here takes; only a test that fails waits so long.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Lets the clock run, half a second at a time, until the work is done.</summary>
    public static async Task<T> UntilDoneAsync<T>(this FakeTimeProvider time, Task<T> work)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!work.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(0.5));
            await Task.WhenAny(work, Task.Delay(5, limit.Token));
            limit.Token.ThrowIfCancellationRequested();
        }

        return await work;
    }
}
