using System.Text;
using FsCheck.Xunit;
using QaBot.Articles;

namespace QaBot.Tests.Articles;

public sealed class MarkdownArticleReaderTests : ArticleReaderConformance
{
    private const string Document = """
        ---
        title: Cities of Italy
        author: [Ann Lee, Bo Ek]
        date: 3 May 2021
        ---
        # Cities

        Rome is *the* capital.
        It is old.

        ## The south

        - Naples lies
          by the sea
        - Bari too
          1. with a port

        > Quoted words
        > on two lines

        | City | People |
        | --- | ---: |
        | Rome | 2,800,000 |

        ```text
        not. Sentences.
        ```

        <!-- a note to editors -->

        ***

        The end.

        [link]: https://example.org
        """;

    protected override ArticleReader Reader { get; } = new MarkdownArticleReader();

    protected override byte[] Sample() => Encoding.UTF8.GetBytes(Document);

    [Fact]
    public async Task Blocks_are_what_the_markup_says()
    {
        var blocks = Words(await ReadArticleAsync(Sample())).Skip(1).ToList();
        Assert.Equal(
            [
                (BlockKind.Heading, "# Cities"),
                (BlockKind.Paragraph, "Rome is *the* capital.\nIt is old."),
                (BlockKind.Heading, "## The south"),
                (BlockKind.ListItem, "- Naples lies\n  by the sea"),
                (BlockKind.ListItem, "- Bari too"),
                (BlockKind.ListItem, "1. with a port"),
                (BlockKind.Paragraph, "> Quoted words\n> on two lines"),
                (BlockKind.TableRow, "| City | People |\n| --- | ---: |"),
                (BlockKind.TableRow, "| Rome | 2,800,000 |"),
                (BlockKind.Preformatted, "```text\nnot. Sentences.\n```"),
                (BlockKind.Boilerplate, "<!-- a note to editors -->"),
                (BlockKind.Boilerplate, "***"),
                (BlockKind.Paragraph, "The end."),
                (BlockKind.Boilerplate, "[link]: https://example.org"),
            ],
            blocks);
    }

    [Fact]
    public async Task Front_matter_states_title_author_and_date_and_is_no_content()
    {
        var article = await ReadArticleAsync(Sample());
        Assert.Equal(("Cities of Italy", "Ann Lee, Bo Ek", "3 May 2021"), (article.Title, article.Author, article.Date));
        Assert.Equal(BlockKind.Boilerplate, article.Blocks[0].Kind);
    }

    [Theory]
    [InlineData("## One ##\n\nText.", "## One ##")]
    [InlineData("One\n---\n\nText.", "One\n---")]
    [InlineData("> # One\n\nText.", "> # One")]
    public async Task A_heading_has_its_marks(string markdown, string heading) =>
        Assert.Equal((BlockKind.Heading, heading), Words(await ReadArticleAsync(Encoding.UTF8.GetBytes(markdown))).First());

    [Theory]
    [InlineData("# The `code` and *more*\n\nText.", "The code and more")]
    [InlineData("Title\n=====\n\nText.", "Title")]
    [InlineData("Some text.\n\n## A section\n\nMore.", null)]
    [InlineData("---\n: [broken\n---\n\nText.", null)]
    public async Task The_first_heading_is_the_title_when_nothing_else_states_one(string markdown, string? title) =>
        Assert.Equal(title, (await ReadArticleAsync(Encoding.UTF8.GetBytes(markdown))).Title);

    [Fact]
    public async Task Nesting_without_end_is_read_as_text()
    {
        var article = await ReadArticleAsync(Encoding.UTF8.GetBytes(new string('>', 20_000) + " deep"));
        AssertCovered(article);
    }

    [Property(Arbitrary = [typeof(RandomText)], MaxTest = 500, EndSize = 60)]
    public void The_blocks_of_any_markdown_cover_it(RandomText random)
    {
        var reading = Reader.ReadAsync("a.md", Encoding.UTF8.GetBytes(random.Value)).AsTask().GetAwaiter().GetResult();
        if (reading.Article is { } article)
            AssertCovered(article);
        else
            Assert.NotNull(reading.Problem);
    }
}
