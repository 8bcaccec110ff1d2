using System.Text.RegularExpressions;

namespace QaBot.Grounding;

/// <summary>The acronyms that the names of a text would have: "International Olympic Committee" is "IOC".</summary>
internal static partial class Acronyms
{
    public static IEnumerable<string> In(string text)
    {
        foreach (Match name in Name().Matches(text))
        {
            var words = name.Value.Split([' ', '\u00A0', '-', '\n'], StringSplitOptions.RemoveEmptyEntries);
            var initials = string.Concat(words.Where(w => char.IsUpper(w[0])).Select(w => w[0]));
            for (var start = 0; start + 2 <= initials.Length; start++)
            {
                for (var length = 2; start + length <= initials.Length; length++)
                    yield return initials.Substring(start, length);
            }
        }
    }

    [GeneratedRegex(@"\p{Lu}[\p{L}\p{M}’']+(?:[\s\u00A0-]+(?:(?:of|the|and|for|de|del|la|on|in)\s+)*\p{Lu}[\p{L}\p{M}’']+){1,7}")]
    private static partial Regex Name();
}
