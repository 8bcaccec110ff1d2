using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace QaBot.Answering;

/// <summary>Reads what a model wrote when it was asked to correct claims: one line for each, by number. Whatever else stands there is passed over.</summary>
internal static partial class RepairReply
{
    /// <summary>What a model writes for a claim that must go.</summary>
    public const string RemoveMarker = "REMOVE";

    /// <returns>By number: the corrected words, or null for a claim that must go. A number that is not there has no correction; of one that is there twice the first counts.</returns>
    /// <param name="count">Claims are numbered from 1 to this.</param>
    public static IReadOnlyDictionary<int, string?> Read(string reply, int count)
    {
        var found = new Dictionary<int, string?>();
        var lines = WithoutThoughts(reply).ReplaceLineEndings("\n").Split('\n').Where(line => !line.TrimStart().StartsWith("```", StringComparison.Ordinal)).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            if (Numbered(lines[i], count) is not var (number, words))
                continue;
            // A long sentence may go on in the next lines.
            while (i + 1 < lines.Count && !string.IsNullOrWhiteSpace(lines[i + 1]) && (Numbered(lines[i + 1], count) is null || Markers().IsMatch(lines[i + 1])))
                words = $"{words} {lines[++i].Trim()}";
            if (words.Any(char.IsLetterOrDigit))
                found.TryAdd(number, Correction(words));
        }

        if (found.Count == 0 && count == 1 && lines.Where(line => line.Any(char.IsLetterOrDigit)).ToList() is [var only])
            found[1] = Correction(only);
        return found;
    }

    private static (int Number, string Words)? Numbered(string line, int count)
    {
        if (Number().Match(line) is not { Success: true } match)
            return null;
        var number = int.Parse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        return number >= 1 && number <= count ? (number, Closing().Replace(line[match.Length..], "").Trim()) : null;
    }

    private static string? Correction(string words) => Removal().IsMatch(words) ? null : words.Trim();

    private static string WithoutThoughts(string reply)
    {
        var filter = new ThoughtFilter();
        var text = new StringBuilder();
        foreach (var c in reply)
        {
            if (filter.Take(c, text))
                text.Clear();
        }

        filter.Complete(text);
        return text.ToString();
    }

    [GeneratedRegex("""^[\s>*_#-]*(?:<claim\s+n="?(?<n>\d{1,3})"?[^>]*>|(?:claim|sentence|correction|no\.?|nr\.?)?\s*[#(\[]?\s*(?<n>\d{1,3})\s*(?:[*_]*\s*[)\]:.|=>–—-]+)+[*_]*(?=\s|\w|["“<])(?!\d))\s*""", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    [GeneratedRegex(@"^\s*(?:\[\d{1,3}\]\s*)+[.!?]?\s*$")]
    private static partial Regex Markers();

    [GeneratedRegex("</claim>", RegexOptions.IgnoreCase)]
    private static partial Regex Closing();

    [GeneratedRegex(@"^\W*(?:REMOVED?|NOT_IN_SOURCES)\b")]
    private static partial Regex Removal();
}
