using System.Buffers;

namespace QaBot.Retrieval;

/// <summary>A query as the index understands it.</summary>
/// <param name="Weights">The indexed terms, in order of their first occurrence, with how often they occur in the query.</param>
/// <param name="Pairs">Neighbouring terms, stop words between them passed over; each pair once.</param>
/// <param name="Phrases">What was in double quotes.</param>
internal sealed record SearchTerms(
    IReadOnlyList<(int Term, int Count)> Weights,
    IReadOnlyList<(int First, int Second)> Pairs,
    IReadOnlyList<TermSequence> Phrases)
{
    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"\u201C\u201D\u201E\u201F\uFF02");

    /// <returns>Null when no searchable term is in the vocabulary, so that nothing can match.</returns>
    public static SearchTerms? Parse(string text, Vocabulary vocabulary)
    {
        var words = TermSequence.Find(text, vocabulary);
        var weights = Count(words);
        return weights.Count == 0 ? null : new SearchTerms(weights, PairsOf(words), PhrasesOf(text, vocabulary));
    }

    /// <summary>What is in double quotes, as far as it has words.</summary>
    public static IReadOnlyList<TermSequence> PhrasesOf(string text, Vocabulary vocabulary) =>
        [.. QuotedParts(text).Select(quoted => TermSequence.Find(text.AsSpan()[quoted], vocabulary)).Where(phrase => !phrase.Words.IsEmpty)];

    private static List<(int Term, int Count)> Count(TermSequence words)
    {
        var counts = new OrderedDictionary<int, int>();
        foreach (var word in words.Words)
        {
            if (word is >= 0 and not TermSequence.Unknown)
                counts[word] = counts.GetValueOrDefault(word) + 1;
        }
        return [.. counts.Select(pair => (pair.Key, pair.Value))];
    }

    private static List<(int First, int Second)> PairsOf(TermSequence words)
    {
        var pairs = new OrderedDictionary<(int First, int Second), bool>();
        var previous = -1;
        foreach (var word in words.Words)
        {
            if (word < 0)
                continue;
            if (previous >= 0 && previous != word)
                pairs.TryAdd((previous, word), true);
            previous = word;
        }
        return [.. pairs.Keys];
    }

    /// <summary>What stands between pairs of double quotes, straight or curly; a quote without its pair is none.</summary>
    private static IEnumerable<Range> QuotedParts(string text)
    {
        for (var open = NextQuote(text, 0); open >= 0; open = NextQuote(text, open))
        {
            var close = NextQuote(text, open + 1);
            if (close < 0)
                yield break;
            yield return (open + 1)..close;
            open = close + 1;
        }
    }

    private static int NextQuote(string text, int from) => text.AsSpan(from).IndexOfAny(Quotes) is >= 0 and var found ? from + found : -1;
}
