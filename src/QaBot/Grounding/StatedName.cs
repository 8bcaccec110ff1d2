using System.Text.RegularExpressions;
using QaBot.Articles;

namespace QaBot.Grounding;

/// <summary>Whom something is by: "directed by William Parke", "an album by the American band Placebo".</summary>
/// <param name="By">Where the "by" stands in the sentence.</param>
internal sealed partial record StatedName(string Name, int By, TextSpan Span) : StatedValue(Span)
{
    /// <summary>The last name after each "by", where it ends what is said of the maker.</summary>
    public static IEnumerable<StatedName> All(string text)
    {
        foreach (Match match in Maker().Matches(text))
        {
            var name = match.Groups["name"];
            yield return new StatedName(name.Value, match.Index, new TextSpan(name.Index, name.Index + name.Length));
        }
    }

    /// <summary>Names that share a word may be one person's.</summary>
    public override bool Contradicts(StatedValue other) =>
        other is StatedName name && !WordsOf(name.Name).Overlaps(WordsOf(Name));

    private static HashSet<string> WordsOf(string name) => new(name.Split([' ', '.', '-', ','], StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"\bby\s+(?:[\p{L}'’-]+\s+){0,7}?(?<name>\p{Lu}[\p{L}\d'’.-]*(?:\s+(?:(?:de|del|la|von|van|der|of|and|the)\s+)?\p{Lu}[\p{L}\d'’.-]*){0,4})(?<!\.)(?=\s*(?:[.,;:)\]]|$|\s(?:released|published|and|in|on|from|for|which|who|that|was|is|with|as|at|starring|based)\b))", RegexOptions.CultureInvariant)]
    private static partial Regex Maker();
}
