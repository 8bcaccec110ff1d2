using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using QaBot.Models;

namespace QaBot.Answering;

/// <summary>Waits for what a model streams, and stops waiting at once when it is cancelled, whatever the client does about that.</summary>
internal static class ModelStream
{
    /// <summary>A failure as the log may have it: what a client says itself can hold what was typed, or a part of a key.</summary>
    public static string Describe(Exception failure) => failure is ModelException known ? $"{known.Kind}: {known.Message}" : failure.GetType().Name;

    public static async IAsyncEnumerable<ChatResponseUpdate> OrStopAsync(this IAsyncEnumerable<ChatResponseUpdate> stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var updates = stream.GetAsyncEnumerator(cancellationToken);
        Task<bool>? next = null;
        try
        {
            while (true)
            {
                next = updates.MoveNextAsync().AsTask();
                if (!await next.WaitAsync(cancellationToken))
                    yield break;
                yield return updates.Current;
            }
        }
        finally
        {
            if (next is { IsCompleted: false })
                _ = AbandonAsync(updates, next);
            else
                await updates.DisposeAsync();
        }
    }

    /// <summary>A stream may only be disposed of between two steps; nobody wants to know any more how this one ends.</summary>
    private static async Task AbandonAsync(IAsyncEnumerator<ChatResponseUpdate> updates, Task<bool> next)
    {
        await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await updates.DisposeAsync();
    }
}
