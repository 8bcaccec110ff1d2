using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace QaBot.Web.Tests.Browser;

/// <summary>A model that writes its first line, and the second when it is told to.</summary>
internal sealed class PausingModel(string first, string second) : IChatClient
{
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void GoOn() => _goOn.TrySetResult();

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new ChatResponseUpdate(ChatRole.Assistant, first + "\n");
        // The start of the next sentence, so that the first is seen to have ended.
        yield return new ChatResponseUpdate(ChatRole.Assistant, second[..1]);
        await _goOn.Task.WaitAsync(cancellationToken);
        yield return new ChatResponseUpdate(ChatRole.Assistant, second[1..] + "\n");
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted", null, "pausing-1") : null;

    public void Dispose()
    {
    }
}
