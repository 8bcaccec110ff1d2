using System.Text.RegularExpressions;

namespace QaBot.Retrieval;

/// <summary>The words of a corpus as they are written, for finding the one that a misspelt word was meant to be. Immutable.</summary>
/// <remarks>
/// F. Damerau, "A technique for computer detection and correction of spelling errors" (1964): a letter too many, too few, another one,
/// or two changed places. Another letter makes another word more often than a
/// slip ("dairy", "daily"), so it weighs more and short words may not have it. First letters are taken to be right, so that a word is
/// held against those of one letter and of about its length only. Stems will not do: a slip in an ending changes how a word is stemmed.
/// </remarks>
public sealed partial class Spelling
{
    private const int Slip = 2;
    private const int OtherLetter = 3;
    private const int ShortestWord = 5;
    private const int LongestWord = 40;
    private const int ShortestForTwoSlips = 8;
    private const int ShortestNameWithASlip = 8;

    private readonly Dictionary<string, int> _frequencies = new(StringComparer.Ordinal);
    private readonly ILookup<(char First, int Length), string> _words;

    public Spelling(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        foreach (var text in texts)
        {
            foreach (var match in Word().EnumerateMatches(text))
            {
                var word = Fold(text.Substring(match.Index, match.Length));
                _frequencies[word] = _frequencies.GetValueOrDefault(word) + 1;
            }
        }

        _words = _frequencies.Keys.ToLookup(word => (word[0], word.Length));
    }

    /// <inheritdoc cref="ICorpusStatistics.FindSimilar"/>
    /// <remarks>
    /// A short name is only put right where two letters have changed places, a long one also where a letter is missing or one too many: a name
    /// with another letter than another is someone else's. A word that goes on or ends before another is a form of it, no slip.
    /// </remarks>
    public string? FindSimilar(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (word.Length > LongestWord)
            return null;
        var folded = Fold(word);
        if (folded.Length < ShortestWord || _frequencies.ContainsKey(folded) || !folded.All(char.IsLetter))
            return null;
        var candidates = Candidates(folded, isName: char.IsUpper(word[0])).ToList();
        if (candidates.Count == 0)
            return null;
        var nearest = candidates.Min(candidate => candidate.Distance);
        var best = candidates.Where(candidate => candidate.Distance == nearest).OrderByDescending(candidate => _frequencies[candidate.Word]).Take(2).ToList();
        return best.Count == 2 && _frequencies[best[0].Word] == _frequencies[best[1].Word] ? null : best[0].Word;
    }

    private IEnumerable<(string Word, int Distance)> Candidates(string typed, bool isName)
    {
        var slips = typed.Length >= ShortestForTwoSlips && !isName ? 2 : 1;
        for (var length = Math.Max(ShortestWord, typed.Length - slips); length <= typed.Length + slips; length++)
        {
            foreach (var word in _words[(typed[0], length)])
            {
                if (IsForm(word, typed) || (isName && typed.Length < ShortestNameWithASlip && !HasSameLetters(word, typed)))
                    continue;
                if (Distance(typed, word) is var distance && distance <= slips * Slip)
                    yield return (word, distance);
            }
        }
    }

    /// <summary>One goes on where the other ends, or they differ in their last letter only.</summary>
    private static bool IsForm(string a, string b) =>
        a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal) || a.AsSpan(0, a.Length - 1).SequenceEqual(b.AsSpan(0, b.Length - 1));

    private static bool HasSameLetters(string a, string b) => a.Length == b.Length && a.Order().SequenceEqual(b.Order());

    /// <summary>Damerau–Levenshtein distance in which no letter is touched twice.</summary>
    private static int Distance(string a, string b)
    {
        var (beforeLast, last, row) = (new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).Select(i => i * Slip).ToArray(), new int[b.Length + 1]);
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i * Slip;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + Slip, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : OtherLetter));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + Slip);
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[b.Length];
    }

    private static string Fold(string word)
    {
        Span<char> expansion = stackalloc char[UnicodeFolding.MaxExpansion];
        Span<char> folded = stackalloc char[word.Length * UnicodeFolding.MaxExpansion];
        var length = 0;
        foreach (var character in word)
        {
            var count = UnicodeFolding.Fold(character, expansion);
            expansion[..count].CopyTo(folded[length..]);
            length += count;
        }

        return folded[..length].ToString();
    }

    [GeneratedRegex(@"(?<![\p{L}\p{N}])\p{L}{5,40}(?![\p{L}\p{N}])")]
    private static partial Regex Word();
}
