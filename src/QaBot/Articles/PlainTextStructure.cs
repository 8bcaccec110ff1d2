using System.Text.RegularExpressions;

namespace QaBot.Articles;

/// <summary>Finds paragraphs, headings, boilerplate and what the text states about itself in text without markup.</summary>
internal static partial class PlainTextStructure
{
    private const int MaxTitleLength = 300;
    private const int MaxHeadingLength = 80;
    private const int MaxHeadingWords = 12;

    public static ArticleContent Read(string text)
    {
        var lines = TextLine.Read(text);
        var paragraphs = Paragraphs(text, lines, LineWrapping.Detect(text, lines));
        paragraphs = Boilerplate.Mark(paragraphs);
        var title = FindTitle(paragraphs);
        var blocks = paragraphs.Select((paragraph, i) => Block(paragraphs, i, title)).ToList();
        var stated = StatedMetadata.Read(paragraphs);
        return new ArticleContent(text, blocks)
        {
            Title = title is { } t ? paragraphs[t].Words.ToString() : null,
            Author = stated.Author,
            Publisher = stated.Publisher,
            Date = stated.Date,
        };
    }

    private static List<TextParagraph> Paragraphs(string text, IReadOnlyList<TextLine> lines, LineWrapping? wrapping)
    {
        var paragraphs = new List<TextParagraph>();
        for (var i = 0; i < lines.Count;)
        {
            var first = i;
            var kind = KindOf(text, lines[first].Span);
            i++;
            while (wrapping is not null && i < lines.Count && kind != BlockKind.TableRow
                   && wrapping.Continues(lines[i - 1], lines[i]) && KindOf(text, lines[i].Span) == BlockKind.Paragraph)
                i++;
            var standsAlone = lines[first].AfterBlank && (i == lines.Count || lines[i].AfterBlank);
            paragraphs.Add(new TextParagraph(text, lines[first].Span.Union(lines[i - 1].Span), i - first, lines[first].AfterBlank, standsAlone, kind));
        }

        return paragraphs;
    }

    private static BlockKind KindOf(string text, TextSpan line)
    {
        var words = text.AsSpan(line.Start, line.Length);
        if (words.Count('\t') >= 2 || words.Count('|') >= 2)
            return BlockKind.TableRow;
        return ListMarker().IsMatch(words) ? BlockKind.ListItem : BlockKind.Paragraph;
    }

    private static ArticleBlock Block(List<TextParagraph> paragraphs, int index, int? title)
    {
        var paragraph = paragraphs[index];
        if (index == title)
        {
            // A title that is a full sentence states something of its own: it stays quotable, unless the body repeats it.
            var isFact = paragraph.EndsSentence && !paragraph.Words.EndsWith("?") && !IsRepeated(paragraphs, index);
            return isFact ? new ArticleBlock(paragraph.Span, BlockKind.Paragraph) : new ArticleBlock(paragraph.Span, BlockKind.Heading, 1);
        }

        return IsHeading(paragraphs, index)
            ? new ArticleBlock(paragraph.Span, BlockKind.Heading, 2)
            : new ArticleBlock(paragraph.Span, paragraph.Kind);
    }

    /// <summary>The first line that is no menu, if it is set off from the text as a title; null when the text just begins.</summary>
    private static int? FindTitle(List<TextParagraph> paragraphs)
    {
        var index = paragraphs.FindIndex(paragraph => paragraph.Kind != BlockKind.Boilerplate);
        if (index < 0 || index + 1 >= paragraphs.Count)
            return null;
        var (first, next) = (paragraphs[index], paragraphs[index + 1]);
        if (first.Length > MaxTitleLength || first.LineCount > 1 || StatedMetadata.IsStatement(first))
            return null;
        if (first.StandsAlone && (IsRepeated(paragraphs, index) || IsSetOff(paragraphs, index)))
            return index;
        if (!first.IsHeadline(MaxTitleLength))
            return null;
        var isShort = first.Length <= 120 && next.IsProse && next.Length > first.Length * 3 / 2 && !StartsLowerCase(next);
        return first.StandsAlone || isShort ? index : null;
    }

    /// <summary>The only blank line of the text is the one after its first line; then even a full sentence is a title.</summary>
    private static bool IsSetOff(List<TextParagraph> paragraphs, int index) =>
        index == 0 && paragraphs.Count > 2 && paragraphs[0] is { Kind: BlockKind.Paragraph, LineCount: 1, EndsClause: false }
        && paragraphs.Skip(1).All(paragraph => !paragraph.StandsAlone) && !paragraphs.Skip(2).Any(paragraph => paragraph.AfterBlank);

    /// <summary>The text after it begins with the same words.</summary>
    private static bool IsRepeated(List<TextParagraph> paragraphs, int index)
    {
        var words = paragraphs[index].Words;
        return index + 1 < paragraphs.Count && words.Length >= 3 && paragraphs[index + 1].Words.StartsWith(words, StringComparison.Ordinal);
    }

    private static bool IsHeading(List<TextParagraph> paragraphs, int index)
    {
        var paragraph = paragraphs[index];
        return paragraph.StandsAlone && paragraph.IsHeadline(MaxHeadingLength) && paragraph.WordCount <= MaxHeadingWords
            && index + 1 < paragraphs.Count && paragraphs[index + 1] is { } next && IsBody(next)
            && !StatedMetadata.IsStatement(paragraph);
    }

    private static bool IsBody(TextParagraph paragraph) =>
        paragraph.IsProse || paragraph.Length > MaxHeadingLength || paragraph.Kind is BlockKind.ListItem or BlockKind.TableRow;

    private static bool StartsLowerCase(TextParagraph paragraph) => char.IsLower(paragraph.Words[0]);

    [GeneratedRegex(@"^(?:[-*•●▪◦‣–]|\(?(?:\d{1,3}|[a-z])[.)])\s+\S")]
    private static partial Regex ListMarker();
}
