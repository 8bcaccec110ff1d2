using System.Buffers;
using System.Collections.Frozen;

namespace Microsoft.ML.Tokenizers;

/// <summary>Tokens that are found in a text as they are written, before it is split. Immutable.</summary>
internal sealed class SpecialTokenSet
{
    private readonly SearchValues<string> _search;
    private readonly Dictionary<string, int> _ids;
    private readonly FrozenDictionary<int, string> _texts;

    public SpecialTokenSet(IEnumerable<KeyValuePair<string, int>> tokens)
    {
        _ids = new Dictionary<string, int>(tokens, StringComparer.Ordinal);
        _texts = _ids.ToFrozenDictionary(token => token.Value, token => token.Key);
        _search = SearchValues.Create([.. _ids.Keys], StringComparison.Ordinal);
    }

    public IReadOnlyDictionary<string, int> Ids => _ids;

    public bool TryGetId(ReadOnlySpan<char> text, out int id) =>
        _ids.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out id);

    public bool TryGetText(int id, out string? text) => _texts.TryGetValue(id, out text);

    /// <summary>The first special token; of several at the same place the one that was named first.</summary>
    /// <remarks>An empty one at the end of the text when there is none.</remarks>
    public void Find(ReadOnlySpan<char> text, out int start, out int length)
    {
        start = text.IndexOfAny(_search);
        length = 0;
        if (start < 0)
        {
            start = text.Length;
            return;
        }
        foreach (var token in _ids.Keys)
        {
            if (length == 0 && text[start..].StartsWith(token, StringComparison.Ordinal))
                length = token.Length;
        }
    }
}
