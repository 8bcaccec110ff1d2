using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using QaBot.Articles;

namespace QaBot.Grounding.Numbers;

/// <summary>A number of a text with its magnitude applied: "$1.6 billion" is 1,600,000,000 dollars, "two dozen" is 24.</summary>
/// <param name="Unit">"$", "€", "£", "¥", "%" or empty.</param>
/// <param name="IsOrdinal">"20th", "twentieth".</param>
internal sealed partial record Quantity(double Value, string Unit, bool IsOrdinal, bool IsWord, TextSpan Span)
{
    private static readonly FrozenDictionary<string, double> Words = Number(
        "zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 " +
        "seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 half=0.5 twice=2 thrice=3");

    private static readonly FrozenDictionary<string, double> Ordinals = Number(
        "first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11 twelfth=12 thirteenth=13 fourteenth=14 " +
        "fifteenth=15 sixteenth=16 seventeenth=17 eighteenth=18 nineteenth=19 twentieth=20 thirtieth=30 fortieth=40 fiftieth=50 sixtieth=60 seventieth=70 eightieth=80 ninetieth=90 hundredth=100");

    private static readonly FrozenDictionary<string, double> Magnitudes = Number(
        "hundred=100 thousand=1000 million=1000000 billion=1000000000 trillion=1000000000000 dozen=12 " +
        "m=1000000 mn=1000000 mm=1000000 bn=1000000000 b=1000000000 k=1000 tn=1000000000000");

    /// <summary>Years, unlike amounts, are never rounded.</summary>
    public bool IsYear => Unit.Length == 0 && !IsOrdinal && Value is >= 1000 and <= 2100 && Value == Math.Floor(Value);

    public static IReadOnlyList<Quantity> All(string text)
    {
        var quantities = new List<Quantity>();
        foreach (Match match in Expression().Matches(text))
        {
            if (Read(match) is not { } quantity)
                continue;
            // "3 and 3.5 percent", "3 to 3.5%".
            if (quantity.Unit == "%" && quantities is [.., { Unit: "", IsOrdinal: false, IsYear: false } first] && Range().IsMatch(text.AsSpan(first.Span.End, quantity.Span.Start - first.Span.End)))
                quantities[^1] = first with { Unit = "%" };
            quantities.Add(quantity);
        }

        return quantities;
    }

    /// <summary>True when this, in a claim, is what the source states.</summary>
    /// <param name="isRounded">The claim says "about", "nearly" or the like.</param>
    public bool IsStatedAs(Quantity source, bool isRounded)
    {
        if (Unit != source.Unit && Unit.Length > 0 && (source.Unit.Length > 0 || Unit == "%"))
            return false;
        if (Unit != source.Unit && source.Unit == "%")
            return false;
        var difference = Math.Abs(Value - source.Value);
        return difference <= 1e-9 * Math.Abs(source.Value) || (isRounded && !IsYear && difference <= 0.05 * Math.Abs(source.Value));
    }

    private static Quantity? Read(Match match)
    {
        var isWord = match.Groups["word"].Success;
        var isOrdinal = match.Groups["ordinal"].Success || match.Groups["th"].Success;
        double value;
        if (match.Groups["digits"].Success)
        {
            if (!double.TryParse(match.Groups["digits"].ValueSpan, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value))
                return null;
        }
        else
        {
            value = Word(match.Groups["ordinal"].Success ? match.Groups["ordinal"].Value : match.Groups["word"].Value);
        }

        foreach (Capture magnitude in match.Groups["magnitude"].Captures)
            value *= Magnitudes[magnitude.Value.ToLowerInvariant()];
        var unit = match.Groups["percent"].Success ? "%" : Currency(match);
        return new Quantity(value, unit, isOrdinal, isWord, new TextSpan(match.Index, match.Index + match.Length));
    }

    private static double Word(string words) =>
        words.ToLowerInvariant().Split(['-', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Sum(w => Words.TryGetValue(w, out var value) ? value : Ordinals.GetValueOrDefault(w));

    private static string Currency(Match match)
    {
        var name = match.Groups["currency"].Success ? match.Groups["currency"].Value : match.Groups["money"].Value;
        return name.ToUpperInvariant() switch
        {
            "" => "",
            "€" or "EUR" or "EURO" or "EUROS" => "€",
            "£" or "GBP" or "POUNDS" => "£",
            "¥" or "JPY" or "YEN" => "¥",
            _ => "$",
        };
    }

    private static FrozenDictionary<string, double> Number(string table) =>
        table.Split(' ').Select(e => e.Split('=')).ToFrozenDictionary(e => e[0], e => double.Parse(e[1], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\s*(?:and|to|or|[–-])\s*$")]
    private static partial Regex Range();

    private const string Units = "one|two|three|four|five|six|seven|eight|nine";

    private const string Cardinal = @"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:" + Units + @"))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|zero|half|twice|thrice|" + Units + ")";

    private const string OrdinalWord = @"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth)";

    [GeneratedRegex(
        @"(?<currency>[$€£¥]|\b(?:US|A|C)\$|\b(?:USD|EUR|GBP)\s)?\s?(?:(?<![\p{L}\d.,])(?<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:(?<th>st|nd|rd|th)\b|(?=\D|$))" +
        @"|\b(?<ordinal>" + OrdinalWord + @")\b|\b(?<word>" + Cardinal + @")\b)" +
        @"(?:[\s-]?(?<magnitude>hundred|thousand|million|billion|trillion|dozen|bn|mn|tn|[kKmMbB](?![\p{L}]))\b){0,2}(?:[\s-]*(?<percent>%|percent\b|per\scent\b|percentage\spoints?\b)|[\s-](?<money>dollars?|euros?|pounds|yen|usd|eur)\b)?",
        RegexOptions.IgnoreCase)]
    private static partial Regex Expression();
}
