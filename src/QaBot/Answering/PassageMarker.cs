using System.Text.RegularExpressions;

namespace QaBot.Answering;

/// <summary>A citation marker in a draft, in any of the forms that models write, and the passages it points at.</summary>
/// <param name="Passages">In the order written, ranges spelled out.</param>
internal sealed partial record PassageMarker(int Start, int End, IReadOnlyList<int> Passages)
{
    /// <summary>A longer range is a year span or a slip; only its ends are taken.</summary>
    private const int LongestRange = 20;

    /// <summary>The marker that starts exactly at <paramref name="at"/>, or null.</summary>
    /// <param name="passageCount">A bare "(3)" is a marker only if there is a passage 3.</param>
    public static PassageMarker? At(string text, int at, int passageCount)
    {
        var match = text[at] switch
        {
            '[' or '【' or '［' or '〔' or '\\' => Bracketed().Match(text, at),
            '(' or '（' => Parenthesised().Match(text, at),
            '<' => Superscript().Match(text, at),
            _ => Match.Empty,
        };
        if (!match.Success)
            return null;
        var passages = Numbers(match.Groups["list"].Value);
        var isBare = text[at] is '(' or '（' && !match.Groups["word"].Success;
        if (isBare && !(passages.All(n => n >= 1 && n <= passageCount) && StandsLikeMarker(text, at, match.Index + match.Length)))
            return null;
        return new PassageMarker(at, at + match.Length, passages);
    }

    /// <summary>True when what the text ends in may yet become a marker.</summary>
    public static bool MayBeUnfinished(string text) => Unfinished().IsMatch(text);

    /// <summary>Where a marker that was cut off at the end of the text starts; the text's length when there is none.</summary>
    public static int BrokenOffAt(string text)
    {
        var match = BrokenOff().Match(text);
        return match.Success ? match.Index : text.Length;
    }

    /// <summary>"(2)" cites at the end of a sentence or line; elsewhere it counts off or names a part ("under section (2)").</summary>
    private static bool StandsLikeMarker(string text, int start, int end)
    {
        var before = text.AsSpan(0, start).TrimEnd(" \u00A0");
        if (before.IsEmpty || before[^1] == '\n' || PartOfDocument().IsMatch(before))
            return false;
        var after = text.AsSpan(end).TrimStart(" \u00A0([0123456789,)]【】（）");
        return after.IsEmpty || after[0] is '\r' or '\n' or '.' or '!' or '?' or ';' or '。' or '！' or '？' || before[^1] is '.' or '!' or '?' or '"' or '”';
    }

    private static List<int> Numbers(string list)
    {
        var numbers = new List<int>();
        foreach (Match match in NumberOrRange().Matches(list))
        {
            var first = Parse(match.Groups["first"].ValueSpan);
            var last = match.Groups["last"].Success ? Parse(match.Groups["last"].ValueSpan) : first;
            if (last - first is > 0 and <= LongestRange)
                numbers.AddRange(Enumerable.Range(first, last - first + 1));
            else if (last == first)
                numbers.Add(first);
            else
                numbers.AddRange([first, last]);
        }

        return numbers;
    }

    /// <summary>Full-width digits count like others.</summary>
    private static int Parse(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
            number = (number * 10) + (int)char.GetNumericValue(digit);
        return number;
    }

    private const string Words = @"(?:sources?|passages?|documents?|docs?|refs?|references?|evidence|articles?|citations?|cit)";

    private const string Digits = "[0-9０-９]{1,3}";

    private const string Item = @"(?:" + Words + @"\s*[:#]?\s*|n\s*=\s*|[#^])?" + Digits + @"\^?(?:\s*[-–—‑]\s*[#^]?" + Digits + ")?";

    private const string List = @"(?<list>" + Item + @"(?:\s*(?:[,;&，、]|\band\b|,\s*and\b)\s*" + Item + @")*)";

    // The link that Markdown may give a marker belongs to it, and so does the note that some services put after a dagger.
    [GeneratedRegex(@"\G(?:\[\[\s*" + List + @"\s*\]\]|\\?[\[【［〔]\s*" + List + @"\s*(?:†[^\]】］\n]{0,80})?\\?[\]】］〕])(?:\([^()\s]{1,500}\))?", RegexOptions.IgnoreCase)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"\G[(（]\s*(?<word>" + Words + @"\s*[:#]?\s*)?" + List + @"\s*[)）]", RegexOptions.IgnoreCase)]
    private static partial Regex Parenthesised();

    [GeneratedRegex(@"\G<sup>\s*" + List + @"\s*</sup>", RegexOptions.IgnoreCase)]
    private static partial Regex Superscript();

    [GeneratedRegex(@"(?:[\[【［〔(（][a-z0-9０-９\s,;:&，、\-–—^#†\\]{0,60}|<sup>[a-z0-9０-９\s,;&<]{0,60})\z", RegexOptions.IgnoreCase)]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\s*(?:[\[【［]{1,2}|\()\s*(?:" + Words + @"\s*)?[\^#]?[0-9]{0,3}(?:\s*[,;&–-]\s*[0-9]{0,3}){0,20}\s*\z", RegexOptions.IgnoreCase)]
    private static partial Regex BrokenOff();

    [GeneratedRegex(@"(?:sections?|paragraphs?|articles?|clauses?|steps?|figures?|tables?|items?|parts?|chapters?|rules?|options?|equations?|no\.)\z", RegexOptions.IgnoreCase)]
    private static partial Regex PartOfDocument();

    [GeneratedRegex(@"(?<first>" + Digits + @")\^?(?:\s*[-–—‑]\s*[#^]?(?<last>" + Digits + "))?")]
    private static partial Regex NumberOrRange();
}
