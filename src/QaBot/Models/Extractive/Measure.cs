using System.Text.RegularExpressions;

namespace QaBot.Models.Extractive;

/// <summary>What "how old", "how far" and the like ask in: an amount in other units does not answer them. Immutable.</summary>
internal sealed partial class Measure
{
    private static readonly Measure[] s_all =
    [
        new(Old(), Age(), null),
        new(Long(), Duration(), Length()),
        new(Far(), Length(), Duration()),
        new(High(), Length(), null),
        new(Fast(), Speed(), null),
        new(Heavy(), Weight(), null),
        new(Hot(), Temperature(), null),
        new(Many(), Thing(), null),
    ];

    private readonly Regex _asked;
    private readonly Regex _given;
    private readonly Regex? _orGiven;

    private Measure(Regex asked, Regex given, Regex? orGiven) => (_asked, _given, _orGiven) = (asked, given, orGiven);

    /// <returns>Null for a question that any number may answer.</returns>
    public static Measure? AskedIn(string question) => Array.Find(s_all, measure => measure._asked.IsMatch(question));

    /// <summary>Whether a number that stands in a sentence is followed or, as with "aged 7" and "$7", preceded by what it must be.</summary>
    public bool IsOf(string sentence, int start, int length) => IsGiven(_given, sentence, start, length) || (_orGiven is { } other && IsGiven(other, sentence, start, length));

    private static bool IsGiven(Regex given, string sentence, int start, int length)
    {
        foreach (var match in given.EnumerateMatches(sentence))
        {
            if (match.Index <= start && match.Index + match.Length >= start + length)
                return true;
        }

        return false;
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private const string Amount = @"(?<![\w.,-])(?:\d+(?:[.,]\d+)*|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half|several)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine|hundred|thousand|million|billion))*)(?:\s?(?:million|billion|thousand|hundred))?(?:\s?(?:to|or|and|–|-)\s?(?:\d+(?:[.,]\d+)*|\p{L}+))?(?:\s(?:more|long|full|whole|consecutive|square|cubic|nautical|and\sa\shalf))?[\s-]?";

    private const string TimeUnit = "(?:seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies)|millenni(?:um|a)|terms?|seasons?|semesters?|generations?)";

    [GeneratedRegex(@"\bhow old\b|\bwhat(?:['’]s| is| was) (?:the |his |her |its |their )?age of\b|\bcuántos años tenía\b", Options)]
    private static partial Regex Old();

    [GeneratedRegex(Amount + TimeUnit + @"(?:[\s-](?:old|of age))?\b|\bage[ds]?\s(?:of\s)?" + Amount + @"|,\s\d{1,3},", Options)]
    private static partial Regex Age();

    [GeneratedRegex(@"\bhow long\b|\bwhat(?:['’]s| is| was) the duration\b", Options)]
    private static partial Regex Long();

    [GeneratedRegex(Amount + TimeUnit + @"\b", Options)]
    private static partial Regex Duration();

    [GeneratedRegex(@"\bhow far\b", Options)]
    private static partial Regex Far();

    [GeneratedRegex(@"\bhow (?:tall|high|deep|wide|thick)\b", Options)]
    private static partial Regex High();

    [GeneratedRegex(Amount + @"(?:(?:kilo|centi|milli|nano|micro)?met(?:er|re)s?|km|cm|mm|nm|µm|m|miles?|mi|feet|foot|ft|inch(?:es)?|in|yards?|yd|fathoms?|leagues?|acres?|blocks?|stor(?:ey|ie|y)s?|floors?|light[- ]years?|stops?)\b", Options)]
    private static partial Regex Length();

    [GeneratedRegex(@"\bhow fast\b", Options)]
    private static partial Regex Fast();

    [GeneratedRegex(Amount + @"(?:km/h|kph|mph|m/s|knots?|kn|rpm|(?:[kmg]b|(?:kilo|mega|giga)?bits?|(?:kilo)?met(?:er|re)s?|miles?|feet|words?|frames?|revolutions?|times|%|percent)(?:\s(?:per|an?|each)\s\p{L}+|/s|ps)|seconds?|minutes?|hours?|days?)", Options)]
    private static partial Regex Speed();

    [GeneratedRegex(@"\bhow (?:heavy|much (?:does|do|did) .{1,40} weigh)\b", Options)]
    private static partial Regex Heavy();

    [GeneratedRegex(Amount + @"(?:(?:kilo|milli)?gram(?:me)?s?|kg|g|mg|tons?|tonnes?|t|pounds?|lbs?|ounces?|oz|stone)\b", Options)]
    private static partial Regex Weight();

    [GeneratedRegex(@"\bhow (?:hot|cold|warm)\b", Options)]
    private static partial Regex Hot();

    [GeneratedRegex(Amount + @"(?:°|degrees?|kelvin|K|C|F)(?:\b|(?=\W))", Options)]
    private static partial Regex Temperature();

    [GeneratedRegex(@"\bhow many\b(?!\s+(?:dollars|euros|pounds|yen|pesos|francs|percent))", Options)]
    private static partial Regex Many();

    /// <summary>Any number but one of money or a share.</summary>
    [GeneratedRegex(@"(?<![$€£¥]\s?)(?<![$€£¥]\s?\d[\d.,]*)\b[\p{L}\d.,]+(?:\s(?:million|billion|trillion|thousand|hundred|dozen)\b)?(?!\s?(?:%|percent\b|per cent\b|dollars|euros|pounds|pesos))", Options)]
    private static partial Regex Thing();
}
