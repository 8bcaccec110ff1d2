using System.Text;
using System.Text.RegularExpressions;

namespace QaBot.Answering;

/// <summary>Puts text that QaBot did not write into Markdown so that it cannot become links, images or HTML there.</summary>
public static partial class MarkdownText
{
    /// <summary>What <see cref="JoinedAddresses"/> puts into a text.</summary>
    public const char WordJoiner = '\u2060';

    /// <summary>Escapes everything that Markdown or HTML gives a meaning, and makes one line of it: the words show as they stand.</summary>
    public static string Plain(string text) => Special().Replace(EscapeHtml(OneLine(text)), @"\$0");

    /// <summary>
    /// Escapes what could become a link, an image, HTML or code in an answer, and leaves its lists, emphasis and citation markers.
    /// </summary>
    /// <param name="isCitation">Whether <c>[n]</c> is one of the answer's citations; any other one is escaped.</param>
    public static string Answer(string text, Func<int, bool> isCitation)
    {
        var result = new StringBuilder(text.Length + 16);
        var end = 0;
        foreach (Match marker in Marker().Matches(text))
        {
            if (!int.TryParse(marker.Groups[1].ValueSpan, out var number) || !isCitation(number))
                continue;
            result.Append(EscapeLinks(text[end..marker.Index])).Append(marker.Value);
            end = marker.Index + marker.Length;
        }

        result.Append(EscapeLinks(text[end..]));
        return TableWithMarkers().Replace(result.ToString(), "$1\n\n$2\n");
    }

    /// <summary>Escapes what clients take for an address and make a link of, as they do of "notes.md" too; links that are written as such stay.</summary>
    /// <param name="markdown">Without link reference definitions.</param>
    public static string WithoutAddresses(string markdown) => Address().Replace(markdown, @"\$0");

    /// <summary>
    /// Does the same with word joiners, which nobody sees, around what makes it an address: for clients of which it is not known that they take a
    /// backslash before such a letter for an escape.
    /// </summary>
    public static string JoinedAddresses(string markdown) => Address().Replace(markdown, $"{WordJoiner}$0{WordJoiner}");

    /// <summary>For channels that show every letter: a space where clients would make a link of an address.</summary>
    public static string Defanged(string text) => Scheme().Replace(text, "$0 ");

    /// <summary>Escapes what could end the title of a link reference definition, or become HTML in it, and makes one line of it.</summary>
    /// <returns>To stand between double quotes.</returns>
    public static string Title(string text) => TitleEnd().Replace(OneLine(text).Replace("&", "&amp;", StringComparison.Ordinal), @"\$0")
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>The text on one line, cut after a whole word to at most <paramref name="length"/> UTF-16 units, the ellipsis included.</summary>
    public static string Shorten(string text, int length)
    {
        text = OneLine(text);
        if (text.Length <= length)
            return text;
        var cut = text.LastIndexOf(' ', length - 1);
        if (cut < length / 2)
            cut = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return text[..cut].TrimEnd() + "…";
    }

    private static string OneLine(string text) => WhiteSpace().Replace(text, " ").Trim();

    private static string EscapeLinks(string text) => LinkOrCode().Replace(EscapeHtml(text), @"\$0");

    private static string EscapeHtml(string text) => Tag().Replace(Entity().Replace(text, "&amp;"), "&lt;");

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex WhiteSpace();

    // An underscore within a word, as in file names, marks nothing.
    [GeneratedRegex(@"[\\`*{}\[\]#|~!>]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])")]
    private static partial Regex Special();

    // Three tildes at the start of a line fence off code.
    [GeneratedRegex(@"[\\`\[\]]|~(?=~~)")]
    private static partial Regex LinkOrCode();

    [GeneratedRegex(@"[\\""]")]
    private static partial Regex TitleEnd();

    // "[1](" and "[1]:" at the start of a line, a list's item or a quotation are a link and a definition that would turn every "[1]" into one.
    [GeneratedRegex(@"\[([1-9][0-9]{0,3})\](?!\()(?<!^(?:[ \t>]|[-+*][ \t]|[0-9]{1,9}[.)][ \t])*\[[0-9]+\](?=:))", RegexOptions.Multiline)]
    private static partial Regex Marker();

    // Behind a table's last row markers would be a column too many, and the next claim a row.
    [GeneratedRegex(@"^([ \t]*\|.*\|)[ \t]+((?:\[[0-9]+\])+(?:[ \t].*)?)$", RegexOptions.Multiline)]
    private static partial Regex TableWithMarkers();

    // "https://", "//", "name@", ".com".
    [GeneratedRegex(@":(?=//)|/(?=/)|(?<=[\p{L}\p{N}])@(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}_)-])\.(?=\p{L}{2})")]
    private static partial Regex Address();

    [GeneratedRegex(@":(?=//)|(?<=\bwww)\.|(?<=[\p{L}\p{N}])@(?=[\p{L}\p{N}])")]
    private static partial Regex Scheme();

    [GeneratedRegex("<(?=[a-zA-Z/!?])")]
    private static partial Regex Tag();

    [GeneratedRegex("&(?=#?[a-zA-Z0-9]+;)")]
    private static partial Regex Entity();
}
