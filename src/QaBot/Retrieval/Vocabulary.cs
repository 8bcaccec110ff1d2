namespace QaBot.Retrieval;

/// <summary>Numbers for terms, from 0. Not thread-safe while terms are added; an index adds to a copy of its own.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public Vocabulary()
        : this(new Dictionary<string, int>(StringComparer.Ordinal))
    {
    }

    private Vocabulary(Dictionary<string, int> ids)
    {
        _ids = ids;
        _lookup = ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int Count => _ids.Count;

    public Vocabulary Copy() => new(new Dictionary<string, int>(_ids, StringComparer.Ordinal));

    /// <returns>-1 for an unknown term.</returns>
    public int Find(ReadOnlySpan<char> term) => _lookup.TryGetValue(term, out var id) ? id : -1;

    public int Add(ReadOnlySpan<char> term)
    {
        if (!_lookup.TryGetValue(term, out var id))
            _lookup[term] = id = _ids.Count;
        return id;
    }
}
