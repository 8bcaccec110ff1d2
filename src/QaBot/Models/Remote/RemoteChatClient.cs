using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace QaBot.Models.Remote;

/// <summary>
/// A model at a server that speaks OpenAI's chat completions. Whatever goes wrong is a <see cref="ModelException"/>, or an
/// <see cref="OperationCanceledException"/> when the caller stops the call. It has no time-outs and tries nothing twice. Thread-safe.
/// </summary>
internal sealed class RemoteChatClient(IChatClient inner, ModelServer server) : IChatClient
{
    private readonly ChatClientMetadata _metadata = new(server.ProviderName, server.Address, server.Model);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var asked = Checked(messages);
        try
        {
            return await inner.GetResponseAsync(asked, options, cancellationToken);
        }
        catch (Exception e)
        {
            throw ModelProblems.Of(e, server, cancellationToken);
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var updates = inner.GetStreamingResponseAsync(Checked(messages), options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(updates, cancellationToken))
            yield return updates.Current;
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(ChatClientMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    public void Dispose() => inner.Dispose();

    private List<ChatMessage> Checked(IEnumerable<ChatMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        List<ChatMessage> all = [.. messages];
        return all.Count > 0 ? all : throw server.Problem(ModelProblemKind.Rejected, "a model cannot be asked without a message.");
    }

    private async Task<bool> MoveNextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, CancellationToken cancellationToken)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception e)
        {
            throw ModelProblems.Of(e, server, cancellationToken);
        }
    }
}
