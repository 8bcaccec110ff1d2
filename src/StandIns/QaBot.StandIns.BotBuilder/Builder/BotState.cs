using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder;

public interface IStatePropertyInfo
{
    string Name { get; }
}

/// <summary>One named property of a state; it loads the state when it is first used in a turn.</summary>
public interface IStatePropertyAccessor<T> : IStatePropertyInfo
{
    /// <param name="turnContext">The turn.</param>
    /// <param name="defaultValueFactory">Makes the value, which is then set, when there is none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<T> GetAsync(ITurnContext turnContext, Func<T> defaultValueFactory = null, CancellationToken cancellationToken = default);

    Task SetAsync(ITurnContext turnContext, T value, CancellationToken cancellationToken = default);

    Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default);
}

/// <summary>A set of properties read from storage once a turn and written back when they have changed; the last writer wins.</summary>
public abstract class BotState
{
    private readonly IStorage _storage;
    private readonly string _contextServiceKey;

    protected BotState(IStorage storage, string contextServiceKey)
    {
        _storage = storage ?? throw new ArgumentNullException(nameof(storage));
        _contextServiceKey = contextServiceKey ?? throw new ArgumentNullException(nameof(contextServiceKey));
    }

    public IStatePropertyAccessor<T> CreateProperty<T>(string name) =>
        string.IsNullOrWhiteSpace(name) ? throw new ArgumentNullException(nameof(name)) : new PropertyAccessor<T>(this, name);

    public virtual async Task LoadAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var storageKey = GetStorageKey(turnContext);
        if (!force && GetCachedState(turnContext)?.State != null)
            return;

        var items = await _storage.ReadAsync([storageKey], cancellationToken).ConfigureAwait(false);
        items.TryGetValue(storageKey, out var stored);
        turnContext.TurnState[_contextServiceKey] = new CachedBotState(stored switch
        {
            null => null,
            IDictionary<string, object> properties => properties,
            JObject json => json.ToObject<IDictionary<string, object>>(),
            _ => throw new InvalidOperationException("Data is not in the correct format for BotState."),
        });
    }

    public virtual async Task SaveChangesAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var cached = GetCachedState(turnContext);
        if (cached == null || !(force || cached.IsChanged()))
            return;

        var changes = new Dictionary<string, object> { [GetStorageKey(turnContext)] = cached.State };
        await _storage.WriteAsync(changes, cancellationToken).ConfigureAwait(false);
        cached.Saved();
    }

    /// <summary>Empties the cache; the next save empties the storage.</summary>
    public virtual Task ClearStateAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        turnContext.TurnState[_contextServiceKey] = new CachedBotState { Hash = string.Empty };
        return Task.CompletedTask;
    }

    public virtual Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        turnContext.TurnState.Remove(_contextServiceKey);
        return _storage.DeleteAsync([GetStorageKey(turnContext)], cancellationToken);
    }

    public JToken Get(ITurnContext turnContext) => JObject.FromObject(GetCachedState(turnContext).State);

    public CachedBotState GetCachedState(ITurnContext turnContext)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return turnContext.TurnState.Get<CachedBotState>(_contextServiceKey);
    }

    protected abstract string GetStorageKey(ITurnContext turnContext);

    /// <summary>The properties as they are in this turn, and whether they differ from what is stored.</summary>
    public class CachedBotState
    {
        internal CachedBotState(IDictionary<string, object> state = null)
        {
            State = state ?? new Dictionary<string, object>();
            Saved();
        }

        public IDictionary<string, object> State { get; set; }

        internal string Hash { get; set; }

        internal bool IsChanged() => Hash != JsonConvert.SerializeObject(State);

        internal void Saved() => Hash = JsonConvert.SerializeObject(State);
    }

    private sealed class PropertyAccessor<T>(BotState state, string name) : IStatePropertyAccessor<T>
    {
        public string Name => name;

        public async Task<T> GetAsync(ITurnContext turnContext, Func<T> defaultValueFactory = null, CancellationToken cancellationToken = default)
        {
            var properties = await PropertiesAsync(turnContext, cancellationToken).ConfigureAwait(false);
            var stored = properties.TryGetValue(name, out var value);
            if (stored && value is not null)
                return value is T typed ? typed : JToken.FromObject(value).ToObject<T>();

            // A value type that was stored as null is its default; one that was never stored is made.
            if (defaultValueFactory == null || (stored && default(T) is not null))
                return default;

            var made = defaultValueFactory();
            properties[name] = made;
            return made;
        }

        public async Task SetAsync(ITurnContext turnContext, T value, CancellationToken cancellationToken = default) =>
            (await PropertiesAsync(turnContext, cancellationToken).ConfigureAwait(false))[name] = value;

        public async Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) =>
            (await PropertiesAsync(turnContext, cancellationToken).ConfigureAwait(false)).Remove(name);

        private async Task<IDictionary<string, object>> PropertiesAsync(ITurnContext turnContext, CancellationToken cancellationToken)
        {
            await state.LoadAsync(turnContext, false, cancellationToken).ConfigureAwait(false);
            return state.GetCachedState(turnContext).State;
        }
    }
}

/// <summary>State of a conversation, whoever speaks in it.</summary>
public class ConversationState(IStorage storage) : BotState(storage, nameof(ConversationState))
{
    protected override string GetStorageKey(ITurnContext turnContext)
    {
        var channelId = turnContext.Activity.ChannelId ?? throw new InvalidOperationException("invalid activity-missing channelId");
        var conversationId = turnContext.Activity.Conversation?.Id
            ?? throw new InvalidOperationException("invalid activity-missing Conversation.Id");
        return $"{channelId}/conversations/{conversationId}";
    }
}

/// <summary>State of a user, in every conversation of one channel.</summary>
public class UserState(IStorage storage) : BotState(storage, nameof(UserState))
{
    protected override string GetStorageKey(ITurnContext turnContext)
    {
        var channelId = turnContext.Activity.ChannelId ?? throw new InvalidOperationException("invalid activity-missing channelId");
        var userId = turnContext.Activity.From?.Id ?? throw new InvalidOperationException("invalid activity-missing From.Id");
        return $"{channelId}/users/{userId}";
    }
}
