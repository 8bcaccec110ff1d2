using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.AI;

namespace QaBot.Web.Tests.Http;

/// <summary>A model that streams what a test hands it, piece by piece, to whichever question is asked.</summary>
internal sealed class PiecemealModel : IChatClient
{
    private readonly Channel<string> _pieces = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the model is first asked.</summary>
    public Task Asked => _asked.Task.WaitAsync(Wait.Limit);

    /// <summary>Ends when a call is broken off.</summary>
    public Task Cancelled => _cancelled.Task.WaitAsync(Wait.Limit);

    public void Write(string piece) => _pieces.Writer.TryWrite(piece);

    public void Complete() => _pieces.Writer.TryComplete();

    /// <summary>The call fails behind what was written.</summary>
    public void Fail(Exception failure) => _pieces.Writer.TryComplete(failure);

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var registration = cancellationToken.Register(() => _cancelled.TrySetResult());
        _asked.TrySetResult();
        await foreach (var piece in _pieces.Reader.ReadAllAsync(cancellationToken))
            yield return new ChatResponseUpdate(ChatRole.Assistant, piece);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("piecemeal") : null;

    public void Dispose()
    {
    }
}
