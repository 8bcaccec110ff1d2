namespace QaBot.Embeddings;

/// <summary>Keeps what was used last. Thread-safe.</summary>
/// <param name="most">How much is kept; at least 1.</param>
internal sealed class RecentlyUsed<TKey, TValue>(int most)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<TKey, TValue> _oldestFirst = [];

    public TValue? Find(TKey key)
    {
        lock (_lock)
        {
            if (!_oldestFirst.Remove(key, out var value))
                return null;
            _oldestFirst.Add(key, value);
            return value;
        }
    }

    public void Add(TKey key, TValue value)
    {
        lock (_lock)
        {
            _oldestFirst.Remove(key);
            _oldestFirst.Add(key, value);
            if (_oldestFirst.Count > most)
                _oldestFirst.RemoveAt(0);
        }
    }
}
