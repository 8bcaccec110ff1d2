using Microsoft.Bot.Builder;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using QaBot.Storage;

namespace QaBot.Web.Bot;

/// <summary>The Bot Framework's state in SQLite. Items come back as <see cref="JObject"/>; no type names are stored or followed.</summary>
/// <remarks>
/// As in MemoryStorage, an item with an ETag is written only over the state that it was read from, and any other item over whatever
/// stands there.
/// </remarks>
public sealed class SqliteStorage(SqliteKeyValueStore store) : IStorage
{
    private const string ETag = nameof(IStoreItem.ETag);

    // A user's text that looks like a date must come back letter by letter.
    private static readonly JsonSerializer Serializer = JsonSerializer.Create(new JsonSerializerSettings { DateParseHandling = DateParseHandling.None });

    private readonly SqliteKeyValueStore _store = store;

    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IDictionary<string, object>>(
            _store.Read(keys).ToDictionary(entry => entry.Key, entry => (object)Parse(entry.Value)));
    }

    public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        cancellationToken.ThrowIfCancellationRequested();
        _store.Write([.. changes.Where(change => change.Value is not null).Select(change => ToChange(change.Key, change.Value))]);
        if (changes.Values.Any(value => value is null))
            _store.Delete([.. changes.Where(change => change.Value is null).Select(change => change.Key)]);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        cancellationToken.ThrowIfCancellationRequested();
        _store.Delete(keys);
        return Task.CompletedTask;
    }

    private static JObject Parse(StoredValue stored)
    {
        using var reader = new JsonTextReader(new StringReader(stored.Value));
        var item = Serializer.Deserialize<JObject>(reader)!;
        if (item.ContainsKey(ETag))
            item[ETag] = stored.ETag;
        return item;
    }

    private static ValueChange ToChange(string key, object value)
    {
        var json = JObject.FromObject(value, Serializer);
        var isVersioned = value is IStoreItem || (value is JObject && json.ContainsKey(ETag));
        var expected = isVersioned ? (string?)json[ETag] : ValueChange.AnyETag;
        return new ValueChange(key, json.ToString(Formatting.None), expected);
    }
}
