using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder;

/// <summary>Storage that ends with the process. It keeps JSON, so what is read is never the object that was written. Thread-safe.</summary>
public class MemoryStorage : IStorage
{
    private readonly Lock _lock = new();
    private readonly JsonSerializer _serializer;
    private readonly Dictionary<string, JObject> _items;
    private int _eTag;

    public MemoryStorage(JsonSerializer jsonSerializer, Dictionary<string, JObject> dictionary = null)
    {
        _serializer = jsonSerializer ?? throw new ArgumentNullException(nameof(jsonSerializer));
        _items = dictionary ?? [];
    }

    public MemoryStorage(Dictionary<string, JObject> dictionary = null)
        : this(new JsonSerializer { TypeNameHandling = TypeNameHandling.None, ReferenceLoopHandling = ReferenceLoopHandling.Error }, dictionary)
    {
    }

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        lock (_lock)
        {
            foreach (var key in keys)
                _items.Remove(key);
        }

        return Task.CompletedTask;
    }

    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var found = new Dictionary<string, object>(keys.Length);
        lock (_lock)
        {
            foreach (var key in keys)
            {
                if (_items.TryGetValue(key, out var item) && item != null)
                    found.Add(key, item.ToObject<object>(_serializer));
            }
        }

        return Task.FromResult<IDictionary<string, object>>(found);
    }

    /// <exception cref="Exception">An item with an ETag has been written since it was read.</exception>
    public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        lock (_lock)
        {
            foreach (var (key, value) in changes)
            {
                var item = value == null ? null : JObject.FromObject(value, _serializer);
                if (value is IStoreItem || (value is JObject json && json.ContainsKey("ETag")))
                    item["ETag"] = NextETag(key, value is IStoreItem stored ? stored.ETag : ((JObject)value).Value<string>("ETag"));
                _items[key] = item;
            }
        }

        return Task.CompletedTask;
    }

    private string NextETag(string key, string eTag)
    {
        var current = _items.GetValueOrDefault(key)?.Value<string>("ETag");
        if (current != null && eTag != "*" && eTag != current)
            throw new InvalidOperationException($"Etag conflict.\r\n\r\nOriginal: {eTag}\r\nCurrent: {current}");

        return _eTag++.ToString(CultureInfo.InvariantCulture);
    }
}
