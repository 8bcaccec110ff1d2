namespace QaBot.DirectLine.Tests.Drivers;

internal static class Wait
{
    /// <summary>Longer than anything here takes; only a test that fails waits so long.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(60);

    public static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await condition())
            await Task.Delay(20, limit.Token);
    }
}
