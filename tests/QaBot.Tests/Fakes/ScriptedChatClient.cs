using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace QaBot.Tests.Fakes;

/// <summary>
/// Replays updates in order, then throws if it is told to, and records what each call got. A call that does not stream
/// gets the same updates as one response.
/// </summary>
public sealed class ScriptedChatClient(params IReadOnlyList<ChatResponseUpdate> updates) : IChatClient
{
    private readonly List<IReadOnlyList<ChatMessage>> requests = [];
    private readonly List<ChatOptions?> options = [];

    public ScriptedChatClient(params IEnumerable<string> texts)
        : this([.. texts.Select(text => new ChatResponseUpdate(ChatRole.Assistant, text))])
    {
    }

    /// <summary>Thrown after the last update.</summary>
    public Exception? Failure { get; init; }

    /// <summary>Null is a client that does not say who it is.</summary>
    public ChatClientMetadata? Metadata { get; init; } = new("scripted", defaultModelId: "scripted-model");

    /// <summary>The messages of every call, oldest first.</summary>
    public IReadOnlyList<IReadOnlyList<ChatMessage>> Requests => requests;

    /// <summary>The options of every call, oldest first.</summary>
    public IReadOnlyList<ChatOptions?> Options => options;

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        requests.Add([.. messages]);
        this.options.Add(options);
        foreach (var update in updates)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return update;
        }

        if (Failure is not null)
            throw Failure;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? Metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
    }
}
