using System.Globalization;
using System.Text.RegularExpressions;
using QaBot.Articles;

namespace QaBot.Grounding.Numbers;

/// <summary>A decade or century, or a part of one: "the mid-1970s", "the early 20th century". "The 1700s" are a century, as they are commonly meant.</summary>
/// <param name="From">The first year of the part.</param>
/// <param name="To">Its last year.</param>
/// <param name="Start">The first year of the whole decade or century.</param>
/// <param name="Length">10 or 100 years.</param>
internal sealed partial record Period(int From, int To, int Start, int Length, TextSpan Span) : ClaimedNumber(Span)
{
    private int End => Start + Length - 1;

    public static IEnumerable<Period> All(string text)
    {
        foreach (Match match in Expression().Matches(text))
        {
            var span = new TextSpan(match.Index, match.Index + match.Length);
            var isDecade = match.Groups["decade"].Success;
            var start = isDecade
                ? int.Parse(match.Groups["decade"].ValueSpan, CultureInfo.InvariantCulture)
                : ((int)Quantity.All(match.Groups["ordinal"].Value)[0].Value - 1) * 100;
            var length = isDecade && start % 100 != 0 ? 10 : 100;
            var (from, to) = match.Groups["part"].Value.ToLowerInvariant() switch
            {
                "early" or "beginning" or "start" or "first half" => (0.0, 0.5),
                "mid" or "middle" => (0.3, 0.7),
                "late" or "end" or "close" or "second half" => (0.5, 1.0),
                _ => (0.0, 1.0),
            };
            yield return new Period(start + (int)(from * length), start + (int)(to * length) - 1, start, length, span);
        }
    }

    /// <summary>A year of it, a period inside of it, or the same with another part, or none, named.</summary>
    public override bool IsStatedIn(Statement sentence) =>
        sentence.Quantities.Any(q => q.IsYear && From <= q.Value && q.Value <= To)
        || All(sentence.Text).Any(stated => Start <= stated.Start && stated.End <= End && From <= stated.To && stated.From <= To);

    public override bool CanBe(Quantity stated) =>
        stated.IsYear ? Start <= stated.Value && stated.Value <= End : !stated.IsOrdinal || Length < 100 || (stated.Value - 1) * 100 == Start;

    [GeneratedRegex(
        @"\b(?:(?<part>early|mid|middle|late|beginning|start|end|close|first half|second half)(?:[\s-]+(?:of\s+)?(?:the\s+)?))?" +
        @"(?:(?<decade>[12]\d{2}0)['’]?s\b|(?<ordinal>\d{1,2}(?:st|nd|rd|th)|(?:twenty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth)[\s-]+century\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Expression();
}
