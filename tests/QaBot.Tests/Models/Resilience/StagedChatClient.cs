using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace QaBot.Tests.Models.Resilience;

/// <summary>A model whose every call runs as its test says.</summary>
/// <param name="stage">Makes the stream of a call; gets the call's number, from 1.</param>
internal sealed class StagedChatClient(Func<int, CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> stage) : IChatClient
{
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public static ChatResponseUpdate Text(string text) => new(ChatRole.Assistant, text);

    public static ChatResponseUpdate Usage(int input, int output) =>
        new() { Contents = [new UsageContent(new UsageDetails { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = input + output })] };

    /// <summary>Says the texts, then nothing for ever.</summary>
    public static async IAsyncEnumerable<ChatResponseUpdate> ThenSilence([EnumeratorCancellation] CancellationToken cancellationToken, params string[] texts)
    {
        foreach (var text in texts)
            yield return Text(text);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    /// <summary>Gives the updates, then fails.</summary>
    public static async IAsyncEnumerable<ChatResponseUpdate> ThenFailure(Exception failure, params ChatResponseUpdate[] updates)
    {
        await Task.Yield();
        foreach (var update in updates)
            yield return update;
        throw failure;
    }

    public static async IAsyncEnumerable<ChatResponseUpdate> Whole(params ChatResponseUpdate[] updates)
    {
        await Task.Yield();
        foreach (var update in updates)
            yield return update;
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        stage(Interlocked.Increment(ref _calls), cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("staged", defaultModelId: "staged-model") : null;

    public void Dispose()
    {
    }
}
