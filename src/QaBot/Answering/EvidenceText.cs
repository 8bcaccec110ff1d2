using QaBot.Articles;

namespace QaBot.Answering;

/// <summary>Answers whether words of a draft were copied from the evidence.</summary>
internal sealed class EvidenceText
{
    private readonly Dictionary<int, string> _passages = [];
    private readonly Dictionary<int, HashSet<int>> _boundaries = [];

    /// <remarks>As the prompt has it: nobody can copy a character that was replaced there.</remarks>
    public EvidenceText(IReadOnlyList<EvidencePassage> evidence)
    {
        foreach (var passage in evidence)
            _passages.TryAdd(passage.Number, EvidenceMarkup.ReplaceIllegal(passage.Text));
    }

    /// <summary>The highest number that a marker can point at.</summary>
    public int Count => _passages.Count == 0 ? 0 : _passages.Keys.Max();

    public bool Contains(string words) => _passages.Values.Any(p => p.Contains(words, StringComparison.Ordinal));

    public bool Contains(int passage, string words) => _passages.TryGetValue(passage, out var text) && text.Contains(words, StringComparison.Ordinal);

    /// <summary>True when the words stand in the passage as one or more whole sentences or lines.</summary>
    public bool HoldsSentences(int passage, string words)
    {
        if (!_passages.TryGetValue(passage, out var text))
            return false;
        for (var at = text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = text.IndexOf(words, at + 1, StringComparison.Ordinal))
        {
            if (IsBoundary(passage, text, at) && IsBoundary(passage, text, at + words.Length))
                return true;
        }

        return false;
    }

    private bool IsBoundary(int passage, string text, int at)
    {
        if (at == 0 || at == text.Length || text[at - 1] == '\n' || text[at] is '\r' or '\n')
            return true;
        if (!_boundaries.TryGetValue(passage, out var boundaries))
            _boundaries[passage] = boundaries = [.. SentenceSplitter.Split(text).SelectMany(s => new[] { s.Start, s.End })];
        return boundaries.Contains(at);
    }
}
