using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace QaBot.Articles;

/// <summary>Word documents (Office Open XML): paragraphs, headings by style, lists, tables, footnotes.</summary>
public sealed class DocxArticleReader : ArticleReader
{
    /// <summary>A part that unpacks to more than this is a zip bomb, not a document.</summary>
    private const long MaxCharactersInPart = 100_000_000;

    public override IReadOnlyList<string> Extensions { get; } = [".docx"];

    protected override ValueTask<ArticleContent> ReadContentAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = new MemoryStream(bytes.ToArray(), writable: false);
            using var document = WordprocessingDocument.Open(stream, isEditable: false, new OpenSettings { MaxCharactersInPart = MaxCharactersInPart });
            return ValueTask.FromResult(Read(document));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The libraries below throw a dozen unrelated types for a damaged package.
            return ValueTask.FromResult(ArticleContent.Failure("The file is no Word document, or is damaged or encrypted."));
        }
    }

    private static ArticleContent Read(WordprocessingDocument document)
    {
        if (document.MainDocumentPart is not { Document.Body: { } body } main)
            return ArticleContent.Failure("The file holds no Word document.");
        var text = new BlockTextBuilder();
        var styles = StyleLevels(main);
        string? title = null;
        foreach (var element in body.Descendants().Where(IsOutermost))
        {
            if (element is Paragraph paragraph)
            {
                var words = Words(paragraph);
                var level = HeadingLevel(paragraph, styles);
                if (level > 0 && title is null && (level == 1 || text.IsEmpty))
                    title = words.Trim();
                var kind = level > 0 ? BlockKind.Heading : paragraph.ParagraphProperties?.NumberingProperties is null ? BlockKind.Paragraph : BlockKind.ListItem;
                text.Add(words, kind, level);
            }
            else
            {
                text.Add(string.Join(" | ", element.Elements<TableCell>().Select(CellWords)), BlockKind.TableRow);
            }
        }

        foreach (var note in main.FootnotesPart?.Footnotes?.Elements<Footnote>() ?? [])
            text.Add(Words(note), BlockKind.Paragraph);
        foreach (var note in main.EndnotesPart?.Endnotes?.Elements<Endnote>() ?? [])
            text.Add(Words(note), BlockKind.Paragraph);
        var properties = document.PackageProperties;
        return text.ToContent() with { Title = Stated(title) ?? Stated(properties.Title), Author = Stated(properties.Creator) };
    }

    /// <summary>Paragraphs that stand in no table, and the rows of tables that stand in none.</summary>
    private static bool IsOutermost(OpenXmlElement element) =>
        element is Paragraph or TableRow && !element.Ancestors().Any(outer => outer is TableRow or Paragraph or AlternateContentFallback);

    private static string CellWords(TableCell cell) =>
        string.Join(' ', cell.Descendants<Paragraph>().Select(paragraph => Words(paragraph).ReplaceLineEndings(" ").Trim()).Where(words => words.Length > 0));

    private static string Words(OpenXmlElement element)
    {
        var words = new StringBuilder();
        foreach (var part in element.Descendants().Where(part => !part.Ancestors<AlternateContentFallback>().Any()))
        {
            words.Append(part switch
            {
                Text run => run.Text,
                TabChar => "\t",
                Break or CarriageReturn => "\n",
                NoBreakHyphen => "\u2011",
                _ => "",
            });
        }

        return words.ToString();
    }

    private static int HeadingLevel(Paragraph paragraph, Dictionary<string, int> styles)
    {
        if (paragraph.ParagraphProperties?.OutlineLevel?.Val?.Value is >= 0 and < 6 and var outline)
            return outline + 1;
        return paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value is { } style ? styles.GetValueOrDefault(style) : 0;
    }

    /// <summary>Style id → heading level. Names stay English in translated versions of Word, ids do not.</summary>
    private static Dictionary<string, int> StyleLevels(MainDocumentPart main)
    {
        var levels = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["Title"] = 1 };
        for (var level = 1; level <= 6; level++)
            levels[string.Create(CultureInfo.InvariantCulture, $"Heading{level}")] = level;
        foreach (var style in main.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? [])
        {
            if (style.StyleId?.Value is { } id && style.StyleName?.Val?.Value is { } name && LevelOf(name) is > 0 and var level)
                levels[id] = level;
        }

        return levels;
    }

    private static int LevelOf(string styleName)
    {
        if (styleName.Equals("title", StringComparison.OrdinalIgnoreCase))
            return 1;
        return styleName.StartsWith("heading ", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(styleName.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level is >= 1 and <= 6
            ? level
            : 0;
    }

    private static string? Stated(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
