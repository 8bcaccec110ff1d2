using System.Text.RegularExpressions;

namespace QaBot.Articles;

/// <summary>Author, publisher and date as lines of a plain text state them: "By …", "Source: …", "Published …".</summary>
internal sealed partial record StatedMetadata(string? Author, string? Publisher, string? Date)
{
    /// <summary>How many paragraphs at either end may state something about the whole text.</summary>
    private const int Reach = 6;

    private const int MaxLength = 80;

    public static StatedMetadata Read(IReadOnlyList<TextParagraph> paragraphs)
    {
        var lines = paragraphs.Take(Reach).Concat(paragraphs.Skip(Math.Max(Reach, paragraphs.Count - Reach)))
            .Where(paragraph => paragraph.Kind == BlockKind.Paragraph && paragraph.Length <= MaxLength)
            .Select(paragraph => paragraph.Words.ToString()).ToList();
        return new StatedMetadata(First(lines, Byline()), First(lines, SourceLine()), First(lines, DateLine()));
    }

    /// <summary>The paragraph says who, where or when, and nothing else.</summary>
    public static bool IsStatement(TextParagraph paragraph) =>
        paragraph.Length <= MaxLength && paragraph.Words is var words && (Byline().IsMatch(words) || SourceLine().IsMatch(words) || DateLine().IsMatch(words));

    private static string? First(IEnumerable<string> lines, Regex pattern) =>
        lines.Select(line => pattern.Match(line)).FirstOrDefault(match => match.Success)?.Groups["value"].Value;

    [GeneratedRegex(@"^(?:[Ww]ritten by|By|BY|Authors?:|Por|Autora?:)\s+(?<value>\p{Lu}[\p{L}.'’-]*(?:,?\s+(?:and|y|de|del|la|van|von|da|\p{Lu}[\p{L}.'’-]*)){1,9})$")]
    private static partial Regex Byline();

    [GeneratedRegex(@"^(?:Source|Publisher|Published by|Originally published (?:by|in|on)|Fuente)\s*:?\s+(?<value>\p{Lu}[^.:;!?]{1,58})$")]
    private static partial Regex SourceLine();

    [GeneratedRegex(@"^(?:(?:(?:Published|Posted|Updated|Last updated|Date|Publicado|Fecha)(?: on| el)?\s*:?\s+)(?<value>[^.!?]*\d{4}[^.!?]*)|(?<value>(?:\d{1,2}\s+(?:de\s+)?)?(?:January|February|March|April|May|June|July|August|September|October|November|December|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)(?:\s+\d{1,2},?|\s+de)?\s+\d{4}|\d{4}-\d{2}-\d{2}))$")]
    private static partial Regex DateLine();
}
