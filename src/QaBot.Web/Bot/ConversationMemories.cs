using Microsoft.Bot.Builder;

namespace QaBot.Web.Bot;

/// <summary>
/// Reads and writes what conversations remember. A storage that fails costs a conversation its memory, never its answer. The last
/// writer wins, so turns of one conversation must run one after the other.
/// </summary>
public sealed class ConversationMemories(ConversationState state, ILogger<ConversationMemories> logger)
{
    private readonly IStatePropertyAccessor<ConversationMemory> _memory = state.CreateProperty<ConversationMemory>(nameof(ConversationMemory));

    /// <returns>An empty memory when there is none or it cannot be read.</returns>
    public async Task<ConversationMemory> LoadAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        try
        {
            return await _memory.GetAsync(turn, () => new ConversationMemory(), cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError("A conversation's memory could not be read: {Exception}.", e.GetType().FullName);
            return new ConversationMemory();
        }
    }

    public async Task SaveAsync(ITurnContext turn, ConversationMemory memory, CancellationToken cancellationToken)
    {
        try
        {
            await _memory.SetAsync(turn, memory, cancellationToken);
            // Every turn adds to it: comparing it with what was read would only serialise it once more.
            await state.SaveChangesAsync(turn, force: true, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError("A conversation's memory could not be written: {Exception}.", e.GetType().FullName);
        }
    }
}
