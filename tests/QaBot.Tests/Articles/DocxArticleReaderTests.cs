using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using QaBot.Articles;

namespace QaBot.Tests.Articles;

public sealed class DocxArticleReaderTests : ArticleReaderConformance
{
    protected override ArticleReader Reader { get; } = new DocxArticleReader();

    protected override byte[] Sample() => Build("Ann Lee", Paragraph("Cities of Italy", "Title"), Paragraph("The north", "berschrift2"), Paragraph("Rome is the capital. It is old."),
        Item("Naples lies by the sea"), Item("Bari too"), new Table(Row("City", "People"), Row("Rome", "2,800,000")));

    [Fact]
    public async Task Blocks_follow_styles_lists_and_tables()
    {
        var article = await ReadArticleAsync(Sample());
        Assert.Equal(
            [
                (BlockKind.Heading, "Cities of Italy"),
                (BlockKind.Heading, "The north"),
                (BlockKind.Paragraph, "Rome is the capital. It is old."),
                (BlockKind.ListItem, "Naples lies by the sea"),
                (BlockKind.ListItem, "Bari too"),
                (BlockKind.TableRow, "City | People"),
                (BlockKind.TableRow, "Rome | 2,800,000"),
            ],
            Words(article));
        Assert.Equal(2, article.Blocks[1].HeadingLevel);
    }

    [Fact]
    public async Task Title_and_author_are_stated_or_null()
    {
        var stated = await ReadArticleAsync(Sample());
        Assert.Equal(("Cities of Italy", "Ann Lee"), (stated.Title, stated.Author));
        var unstated = await ReadArticleAsync(Build(null, Paragraph("Rome is the capital.")));
        Assert.Equal((null, null), (unstated.Title, unstated.Author));
    }

    [Fact]
    public async Task Tabs_breaks_and_deleted_words_are_read_as_Word_shows_them()
    {
        var paragraph = new Paragraph(
            new Run(new Text("Rome"), new TabChar(), new Text("is"), new Break(), new Text("old")),
            new DeletedRun(new Run(new DeletedText(" and gone"))) { Author = "x", Id = "1" });
        Assert.Equal("Rome\tis\nold", (await ReadArticleAsync(Build(null, paragraph))).Text);
    }

    [Fact]
    public async Task What_is_no_Word_document_is_said_to_be_none() =>
        Assert.Equal("The file is no Word document, or is damaged or encrypted.", await ReadProblemAsync("plain text"u8.ToArray()));

    private static byte[] Build(string? creator, params OpenXmlElement[] elements)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            main.Document = new Document(new Body(elements));
            main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(
                new Style(new StyleName { Val = "heading 2" }) { Type = StyleValues.Paragraph, StyleId = "berschrift2" });
            document.PackageProperties.Creator = creator;
        }

        return stream.ToArray();
    }

    private static Paragraph Paragraph(string words, string? style = null) =>
        new(new ParagraphProperties(style is null ? null! : new ParagraphStyleId { Val = style }), new Run(new Text(words)));

    private static Paragraph Item(string words) =>
        new(new ParagraphProperties(new NumberingProperties(new NumberingId { Val = 1 })), new Run(new Text(words)));

    private static TableRow Row(params string[] cells) => new(cells.Select(cell => new TableCell(Paragraph(cell))));
}
