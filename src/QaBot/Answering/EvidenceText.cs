using QaBot.Articles;
using QaBot.Grounding;

namespace QaBot.Answering;

/// <summary>Answers whether words of a draft were copied from the evidence.</summary>
internal sealed class EvidenceText
{
    private readonly Dictionary<int, string> _passages = [];
    private readonly Dictionary<int, HashSet<int>> _boundaries = [];

    private const int ShortWord = 3;
    private const int StemLength = 5;

    private readonly Lazy<IReadOnlyList<PlainWording>> _wordings;
    private readonly Lazy<HashSet<string>> _asked;

    /// <param name="question">What was asked; null when nobody knows.</param>
    /// <remarks>As the prompt has it: nobody can copy a character that was replaced there.</remarks>
    public EvidenceText(IReadOnlyList<EvidencePassage> evidence, string? question = null)
    {
        foreach (var passage in evidence)
            _passages.TryAdd(passage.Number, EvidenceMarkup.ReplaceIllegal(passage.Text));
        _asked = new(() => [.. Stems(question ?? "")]);
        _wordings = new(() =>
        [
            .. evidence.Select(passage => passage.Article.DisplayName).Distinct().Concat(_passages.Values).Append(question ?? "")
                .Select(text => PlainWording.Of(text, new TextSpan(0, text.Length))),
        ]);
    }

    /// <summary>The highest number that a marker can point at.</summary>
    public int Count => _passages.Count == 0 ? 0 : _passages.Keys.Max();

    public bool Contains(string words) => _passages.Values.Any(p => p.Contains(words, StringComparison.Ordinal));

    /// <summary>Whether the words stand side by side in a passage, its title or the question, in capitals or not.</summary>
    public bool HasPhrase(string words) => PlainWording.Of(words) is { Length: > 0 } wording && _wordings.Value.Any(text => text.Find(wording) is not null);

    /// <summary>Whether the question has all words of a text that are not short ones, in whatever form.</summary>
    public bool IsAsked(string words) => Stems(words).ToList() is { Count: > 0 } stems && stems.TrueForAll(_asked.Value.Contains);

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

    private static IEnumerable<string> Stems(string text) => PlainWording.Of(text).ToLowerInvariant()
        .Split([' ', '-', '/', '\'', '"', '.', ',', ';', ':', '!', '?', '¿', '¡', '(', ')', '[', ']'], StringSplitOptions.RemoveEmptyEntries)
        .Where(word => word.Length > ShortWord || word.Any(char.IsDigit)).Select(word => word.Any(char.IsDigit) ? word : word[..Math.Min(StemLength, word.Length)]);

    private bool IsBoundary(int passage, string text, int at)
    {
        if (at == 0 || at == text.Length || text[at - 1] == '\n' || text[at] is '\r' or '\n')
            return true;
        if (!_boundaries.TryGetValue(passage, out var boundaries))
            _boundaries[passage] = boundaries = [.. SentenceSplitter.Split(text).SelectMany(s => new[] { s.Start, s.End })];
        return boundaries.Contains(at);
    }
}
