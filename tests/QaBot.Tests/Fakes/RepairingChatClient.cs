using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace QaBot.Tests.Fakes;

/// <summary>Writes a draft, cut as it is told to, and when it is asked to correct claims, corrections. Not for questions that are asked at once.</summary>
public sealed class RepairingChatClient : IChatClient
{
    private static readonly ChatClientMetadata s_metadata = new("repairing", defaultModelId: "repairing-model");

    public string Draft { get; set; } = "";

    /// <summary>Makes corrections of the prompt for repairs.</summary>
    public Func<string, string> Repair { get; set; } = _ => "";

    /// <summary>Thrown in place of corrections.</summary>
    public Exception? RepairFailure { get; set; }

    /// <summary>Units to a piece.</summary>
    public int Chunk { get; set; } = int.MaxValue;

    /// <summary>The user's messages of all calls for drafts, and of those for corrections.</summary>
    public List<string> Drafts { get; } = [];

    public List<string> Repairs { get; } = [];

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        var asked = messages.Last(message => message.Role == ChatRole.User).Text;
        var isRepair = asked.Contains("<claim n=", StringComparison.Ordinal);
        (isRepair ? Repairs : Drafts).Add(asked);
        if (isRepair && RepairFailure is not null)
            throw RepairFailure;
        var text = isRepair ? Repair(asked) : Draft;
        for (var at = 0; at < text.Length; at += Math.Min(Chunk, text.Length - at))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ChatResponseUpdate(ChatRole.Assistant, text.Substring(at, Math.Min(Chunk, text.Length - at))) { ModelId = s_metadata.DefaultModelId };
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 100, OutputTokenCount = 10 })]);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(ChatClientMetadata) ? s_metadata : null;

    public void Dispose()
    {
    }
}
