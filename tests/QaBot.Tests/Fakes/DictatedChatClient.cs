using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace QaBot.Tests.Fakes;

/// <summary>Writes what it was last told to, a few units at a time. Not for questions that are asked at once.</summary>
public sealed class DictatedChatClient : IChatClient
{
    private static readonly ChatClientMetadata s_metadata = new("dictated", defaultModelId: "dictated");

    public string Draft { get; set; } = "";

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (var piece in Draft.Chunk(7))
            yield return new ChatResponseUpdate(ChatRole.Assistant, new string(piece));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(ChatClientMetadata) ? s_metadata : null;

    public void Dispose()
    {
    }
}
