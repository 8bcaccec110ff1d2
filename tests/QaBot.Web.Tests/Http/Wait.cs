using System.Runtime.CompilerServices;

namespace QaBot.Web.Tests.Http;

internal static class Wait
{
    /// <summary>Longer than anything here takes; only a test that fails waits so long.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(60);

    public static Task UntilAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string words = "") =>
        UntilAsync(() => Task.FromResult(condition()), words);

    /// <exception cref="TimeoutException">It has not become true; the message is the condition.</exception>
    public static async Task UntilAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string words = "")
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Limit)
                throw new TimeoutException($"Within {Limit} it has not come to this: {words}");
            await Task.Delay(20);
        }
    }
}
