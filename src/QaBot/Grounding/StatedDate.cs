using System.Globalization;
using System.Text.RegularExpressions;
using QaBot.Articles;

namespace QaBot.Grounding;

/// <param name="Year">The first, of a span of years.</param>
/// <param name="LastYear">The last; <paramref name="Year"/> itself for a single one.</param>
/// <param name="Month">0 when it is not stated.</param>
/// <param name="Day">0 when it is not stated.</param>
internal sealed partial record StatedDate(int Year, int LastYear, int Month, int Day, TextSpan Span) : StatedValue(Span)
{
    /// <summary>Stands in parentheses after a name: "(4 May 1921 – 9 June 1999)".</summary>
    public bool IsOfLifespan { get; init; }

    private static readonly string[] s_months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>In the order of the text; a month without a year is none.</summary>
    public static IEnumerable<StatedDate> All(string text)
    {
        foreach (Match match in Expression().Matches(text))
        {
            var month = match.Groups["month"].Success ? Array.IndexOf(s_months, match.Groups["month"].Value[..3].ToLowerInvariant()) + 1 : 0;
            var day = match.Groups["day"].Success ? Number(match.Groups["day"]) : 0;
            var year = Number(match.Groups["year"]);
            // "1872-04" is no span of years.
            if (EndOf(match, year) >= year)
                yield return new StatedDate(year, EndOf(match, year), month, day, new TextSpan(match.Index, match.Index + match.Length));
        }
    }

    public override bool Contradicts(StatedValue other) =>
        other is StatedDate date && (date.LastYear < Year || LastYear < date.Year || Differ(date.Month, Month) || (date.Month == Month && Differ(date.Day, Day)));

    /// <summary>"1881–82" ends in 1882, "the 1250s" in 1259.</summary>
    private static int EndOf(Match match, int year)
    {
        if (match.Groups["decade"].Success)
            return year + (year % 100 == 0 ? 99 : 9);
        if (!match.Groups["last"].Success)
            return year;
        var last = Number(match.Groups["last"]);
        return last > 99 ? last : year - (year % 100) + last;
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    private static bool Differ(int a, int b) => a != 0 && b != 0 && a != b;

    private const string MonthName = @"(?<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)";

    [GeneratedRegex(
        @"(?<![\p{L}\d,.$€£-])(?:(?:(?<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?" + MonthName + @"|" + MonthName + @"(?:\s+(?<day>\d{1,2})(?:st|nd|rd|th)?)?)\s*,?\s+)?(?<year>1\d{3}|20\d{2})(?:(?<decade>s)\b|\s?[–-]\s?(?<last>1\d{3}|20\d{2}|\d{2})(?!\d))?(?![\d%]|[,.]\d)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Expression();
}
