using Microsoft.Extensions.AI;

namespace QaBot.Tests.Fakes;

/// <summary>Dictates the next draft to a client at each call; the last one stays. Asked for corrections or a query, it has none.</summary>
public sealed class AlternatingChatClient(DictatedChatClient inner, Queue<string> drafts) : DelegatingChatClient(inner)
{
    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (messages.Any(message => message.Text.Contains("<claim n=", StringComparison.Ordinal) || message.Text.Contains("<turn by=", StringComparison.Ordinal)))
            return AsyncEnumerable.Empty<ChatResponseUpdate>();
        if (drafts.TryDequeue(out var draft))
            inner.Draft = draft;
        return base.GetStreamingResponseAsync(messages, options, cancellationToken);
    }
}
