using System.Globalization;
using System.Text.RegularExpressions;
using QaBot.Answering;
using QaBot.Articles;

namespace QaBot.Workbench;

/// <summary>Words that others wrote, in Markdown: they show as they stand, and become neither links, images nor HTML.</summary>
internal static partial class WorkbenchText
{
    private const int HashLength = 12;

    /// <summary>On one line, everything escaped, cut to <paramref name="length"/> units.</summary>
    public static string Plain(string text, int length = int.MaxValue) =>
        MarkdownText.WithoutAddresses(MarkdownText.Plain(length == int.MaxValue ? text : MarkdownText.Shorten(text, length)));

    /// <summary>The lines as they are, in a block of code that nothing in them can end.</summary>
    /// <param name="length">In UTF-16 units; what is beyond it is left out.</param>
    /// <param name="leftOut">How much that was.</param>
    public static string Block(string text, int length, out int leftOut)
    {
        var cut = Cut(text, length, out leftOut);
        var longest = Backticks().Matches(cut).Select(match => match.Length).DefaultIfEmpty(0).Max();
        var fence = new string('`', Math.Max(3, longest + 1));
        return $"{fence}\n{cut}\n{fence}";
    }

    /// <summary>The beginning of a text, never half a character.</summary>
    public static string Cut(string text, int length, out int leftOut)
    {
        var end = text.Length <= length ? text.Length : char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        leftOut = text.Length - end;
        return text[..end];
    }

    /// <summary>An answer's text with its citation markers; everything else in it is kept from becoming links.</summary>
    public static string Answer(Answer answer)
    {
        var numbers = answer.Citations.Select(citation => citation.Number).ToHashSet();
        return MarkdownText.WithoutAddresses(MarkdownText.Answer(answer.Text, numbers.Contains));
    }

    public static string Hash(string hash) => hash.Length > HashLength ? hash[..HashLength] : hash;

    /// <summary>"file.txt 120–560", to find the words again.</summary>
    public static string Place(Article article, TextSpan span) => string.Create(CultureInfo.InvariantCulture, $"{Plain(article.Name)} {span.Start}–{span.End}");

    /// <summary>The article by its name for people, and the place in it; the file's name only once.</summary>
    /// <param name="length">Of the name for people, at the most.</param>
    public static string Source(Article article, TextSpan span, int length)
    {
        var name = MarkdownText.Shorten(article.DisplayName, length);
        return name.Contains(article.Name, StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"**{Plain(name)}** {span.Start}–{span.End}")
            : $"**{Plain(name)}**, {Place(article, span)}";
    }

    public static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Milliseconds(TimeSpan time) => time.TotalMilliseconds < 10
        ? time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture)
        : time.TotalMilliseconds.ToString("N0", CultureInfo.InvariantCulture);

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();
}
