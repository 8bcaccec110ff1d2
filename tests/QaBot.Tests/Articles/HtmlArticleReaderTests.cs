using System.Text;
using FsCheck.Xunit;
using QaBot.Articles;

namespace QaBot.Tests.Articles;

public sealed class HtmlArticleReaderTests : ArticleReaderConformance
{
    private const string Page = """
        <!DOCTYPE html><html><head><title>Cities | The Bugle</title>
        <meta property="og:title" content="Cities of Italy"><meta name="author" content="Ann  Lee">
        <meta property="og:site_name" content="The Bugle"><meta property="article:published_time" content="2021-05-03">
        <style>p { color: red }</style><script>var Rome = 1;</script></head>
        <body><header><a href="/">The Bugle</a></header><nav><ul><li>News<li>Sport</ul></nav>
        <main><header><h1>Cities of <em>Italy</em></h1></header>
        <p>Rome&nbsp;is the
           capital.<br>It is old.</p><form><div>Naples lies by the sea.</div><input value="x"><button>Go</button></form>
        <ul><li><p>first</p></li><li>second <ul><li>nested</li></ul></li></ul>
        <table><tr><th>City<th>People</tr><tr><td>Rome</td><td>2,800,000</td></tr></table>
        <pre>a  b
        c</pre><p hidden>Secret</p></main>
        <aside>Related</aside><p>Be the first to comment</p><footer>© The Bugle</footer></body></html>
        """;

    protected override ArticleReader Reader { get; } = new HtmlArticleReader();

    protected override byte[] Sample() => Encoding.UTF8.GetBytes(Page);

    [Fact]
    public async Task The_text_is_what_a_reader_sees_without_navigation()
    {
        var article = await ReadArticleAsync(Sample());
        Assert.Equal(
            [
                (BlockKind.Heading, "Cities of Italy"),
                (BlockKind.Paragraph, "Rome\u00A0is the capital.\nIt is old."),
                (BlockKind.Paragraph, "Naples lies by the sea."),
                (BlockKind.ListItem, "first"),
                (BlockKind.ListItem, "second"),
                (BlockKind.ListItem, "nested"),
                (BlockKind.TableRow, "City | People"),
                (BlockKind.TableRow, "Rome | 2,800,000"),
                (BlockKind.Preformatted, "a  b\nc"),
                (BlockKind.Boilerplate, "Be the first to comment"),
            ],
            Words(article).Select(block => (block.Kind, block.Words.ReplaceLineEndings("\n"))));
    }

    [Fact]
    public async Task Meta_elements_state_title_author_publisher_and_date()
    {
        var article = await ReadArticleAsync(Sample());
        Assert.Equal(("Cities of Italy", "Ann Lee", "The Bugle", "2021-05-03"), (article.Title, article.Author, article.Publisher, article.Date));
    }

    [Fact]
    public async Task Linked_data_states_what_meta_elements_do_not()
    {
        var page = """
            <script type="application/ld+json">{broken</script>
            <script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"headline":"Snow","author":[{"name":"Ann Lee"},"Bo Ek"],"publisher":{"name":"The Bugle"},"datePublished":"2020"}]}</script>
            <p>It snowed.</p>
            """;
        var article = await ReadArticleAsync(Encoding.UTF8.GetBytes(page));
        Assert.Equal(("Snow", "Ann Lee, Bo Ek", "The Bugle", "2020"), (article.Title, article.Author, article.Publisher, article.Date));
    }

    [Fact]
    public async Task A_page_in_another_encoding_says_so_itself()
    {
        var page = Encoding.Latin1.GetBytes("<meta charset=windows-1252><p>Señor Núñez spoke.</p>");
        Assert.Equal("Señor Núñez spoke.", (await ReadArticleAsync(page)).Text);
    }

    [Fact]
    public async Task A_table_that_lays_out_the_page_is_no_table()
    {
        var article = await ReadArticleAsync("<table><tr><td><h2>Head</h2><p>One. Two.</p></td><td><p>Three.</p></td></tr></table>"u8.ToArray());
        Assert.Equal([(BlockKind.Heading, "Head"), (BlockKind.Paragraph, "One. Two."), (BlockKind.Paragraph, "Three.")], Words(article));
    }

    [Fact]
    public async Task Nesting_without_end_is_read()
    {
        var page = string.Concat(Enumerable.Repeat("<div><b>", 20_000)) + "deep";
        Assert.Equal("deep", (await ReadArticleAsync(Encoding.UTF8.GetBytes(page))).Text);
    }

    [Fact]
    public async Task What_is_left_out_still_parts_the_words_around_it()
    {
        var article = await ReadArticleAsync("<div>One<nav>Menu</nav>two<script>x</script>fold</div>"u8.ToArray());
        Assert.Equal([(BlockKind.Paragraph, "One"), (BlockKind.Paragraph, "twofold")], Words(article));
    }

    [Fact]
    public async Task A_page_without_words_holds_no_text() =>
        Assert.Equal("The file holds no text.", await ReadProblemAsync("<html><script>alert(1)</script></html>"u8.ToArray()));

    [Property(Arbitrary = [typeof(RandomText)], MaxTest = 200, EndSize = 40)]
    public void The_blocks_of_any_page_cover_its_text(RandomText first, RandomText second, RandomText third)
    {
        var page = $"<div>{first.Value}<li>{second.Value}<tr><td>{third.Value}</table><pre>{first.Value}<h3>{second.Value}<p>{third.Value}";
        var reading = Reader.ReadAsync("a.html", Encoding.UTF8.GetBytes(page)).AsTask().GetAwaiter().GetResult();
        if (reading.Article is { } article)
            AssertCovered(article);
        else
            Assert.NotNull(reading.Problem);
    }
}
