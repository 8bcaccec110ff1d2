using System.Text.RegularExpressions;
using QaBot.Articles;

namespace QaBot.Grounding.Numbers;

/// <summary>A part of a whole in words: "two thirds", "four in five", "half of".</summary>
/// <param name="Value">From 0 to 1.</param>
/// <param name="Least">The least share that can be called so: "more than half" begins at a half.</param>
/// <param name="Most">The greatest.</param>
internal sealed partial record Fraction(double Value, double Least, double Most, TextSpan Span) : ClaimedNumber(Span)
{
    /// <summary>How far a share can be from the fraction that it is called by.</summary>
    private const double Precise = 0.02;

    private const double Rounded = 0.06;

    /// <summary>How far from it "more than" and "less than" go.</summary>
    private const double Beyond = 0.12;

    private static readonly string[] s_parts = ["half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    public static IEnumerable<Fraction> All(string text)
    {
        foreach (Match match in Expression().Matches(text))
        {
            var count = match.Groups["count"].Success ? Read(match.Groups["count"].Value) : 1;
            var parts = match.Groups["of"].Success
                ? Read(match.Groups["of"].Value)
                : match.Groups["half"].Success ? 2 : Part(match.Groups["part"].Value);
            if (count <= 0 || count >= parts)
                continue;
            var value = count / parts;
            var (least, most) = match.Groups["more"].Success ? (value, value + Beyond)
                : match.Groups["less"].Success ? (value - Beyond, value)
                : match.Groups["about"].Success ? (value - Rounded, value + Rounded)
                : (value - Precise, value + Precise);
            yield return new Fraction(value, least, most, new TextSpan(match.Index, match.Index + match.Length));
        }
    }

    /// <summary>Whether it is what a percentage, from 0 to 100, says.</summary>
    public bool IsPercentage(double percent, bool isRounded) => Math.Abs(Value - (percent / 100)) <= (isRounded ? Rounded : Precise);

    public override bool IsStatedIn(Statement sentence) =>
        sentence.Fractions.Any(stated => Math.Abs(stated.Value - Value) < 1e-9)
        || (Value == 0.5 && Least >= Value && sentence.Forms.Overlaps(Lexicon.MoreThanHalf))
        || sentence.Quantities.Any(q => q.Unit == "%" && Least - 1e-9 <= q.Value / 100 && q.Value / 100 <= Most + 1e-9);

    public override bool CanBe(Quantity stated) => true;

    private static double Read(string number) => number.ToLowerInvariant() is "a" or "an" ? 1 : Quantity.All(number) is [var quantity, ..] ? quantity.Value : 0;

    private static double Part(string part) => 2 + Math.Max(0, Array.IndexOf(s_parts, part.ToLowerInvariant().TrimEnd('s')));

    private const string Cardinal = "one|two|three|four|five|six|seven|eight|nine|ten";

    [GeneratedRegex(
        @"\b(?:(?:(?<more>more\s+than|over|above|at\s+least|well\s+over)|(?<less>less\s+than|fewer\s+than|under|below|not\s+quite|just\s+under)|(?<about>about|around|roughly|approximately|some|nearly|almost|close\s+to))\s+)?" +
        @"(?:(?<count>an?|one)[\s-]+(?<part>third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)(?=\s+(?:of|the|as)\b)" +
        @"|(?<count>" + Cardinal + @")[\s-]+(?<part>thirds|quarters|fifths|sixths|sevenths|eighths|ninths|tenths)\b" +
        @"|(?<count>" + Cardinal + @"|\d{1,2})\s+(?:in|out\s+of|of\s+every)\s+(?<of>" + Cardinal + @"|\d{1,2})\b(?!\s*%)" +
        @"|(?<!\b(?:first|second|last|latter|other)\s+)(?<half>half)(?=\s+(?:of|the)\b))",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Expression();
}
