using System.Text;
using FsCheck.Xunit;
using QaBot.Articles;

namespace QaBot.Tests.Articles;

public sealed class TextArticleReaderTests : ArticleReaderConformance
{
    protected override ArticleReader Reader { get; } = new TextArticleReader();

    protected override byte[] Sample() => "Two Cities of Italy\n\nRome is the capital of Italy. It is old.\n\nNaples lies by the sea, and it is older than Rome.\n"u8.ToArray();

    [Property(Arbitrary = [typeof(RandomText)], MaxTest = 500, EndSize = 60)]
    public void The_blocks_of_any_text_cover_it(RandomText random)
    {
        var reading = Reader.ReadAsync("a.txt", Encoding.UTF8.GetBytes(random.Value)).AsTask().GetAwaiter().GetResult();
        if (reading.Article is { } article)
            AssertCovered(article);
        else
            Assert.NotNull(reading.Problem);
    }

    [Fact]
    public async Task White_space_alone_is_no_text() => Assert.Equal("The file holds no text.", await ReadProblemAsync(" \n\t\r\n"u8.ToArray()));

    [Fact]
    public async Task Binary_data_is_said_to_be_binary()
    {
        Assert.Equal("The file is binary, not text.", await ReadProblemAsync([0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 13, 0xFF, 0xD8]));
        Assert.Equal("The file is binary, not text.", await ReadProblemAsync(Encoding.Unicode.GetBytes("UTF-16 without a mark")));
    }

    [Fact]
    public async Task Invalid_UTF8_is_named_with_its_byte() =>
        Assert.Equal("The text is not valid UTF-8 at byte 6.", await ReadProblemAsync([.. "México"u8[..6], 0xE9, .. " es"u8]));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public async Task A_byte_order_mark_names_the_encoding_and_is_no_text(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var article = await ReadArticleAsync([.. encoding.GetPreamble(), .. encoding.GetBytes("Señor Núñez 😀 spoke at length.")]);
        Assert.Equal("Señor Núñez 😀 spoke at length.", article.Text);
    }

    [Fact]
    public async Task Line_ends_stay_as_they_are()
    {
        var article = await ReadArticleAsync("Title of it\r\n\r\nFirst paragraph is here.\r\n\rSecond one.\n"u8.ToArray());
        Assert.Equal("Title of it\r\n\r\nFirst paragraph is here.\r\n\rSecond one.\n", article.Text);
        Assert.Equal("Title of it", article.Title);
        Assert.Equal(3, article.Blocks.Count);
    }

    [Theory]
    [InlineData("Warsaw, part 1\n\nWarsaw is the capital of Poland. It stands on the Vistula.", "Warsaw, part 1")]
    [InlineData("Effect of smoking on risk.\n\nWe studied it at length.\nThe risk fell.\nIt stayed low.", "Effect of smoking on risk.")]
    [InlineData("A Short Title\nThe body follows at once in this file, and it is a long paragraph of prose, so that the line above is its title.", "A Short Title")]
    [InlineData("Is it so?\n\nIt is not. Not at all, as everybody who has been there would say.", "Is it so?")]
    [InlineData("It was cold.\n\nThe man went out into the snow, and he walked.\n\nHe never came back.", null)]
    [InlineData("It was cold and the man went out into the snow.\nHe walked for a long time, and then he came back.", null)]
    [InlineData("- milk\n- bread\n- cheese", null)]
    [InlineData("Just one line", null)]
    [InlineData("By Ann Lee\n\nIt was cold, and the man went out into the snow without his coat.", null)]
    [InlineData("Dear Sir,\n\nI write to you about the snow, which is high this year.", null)]
    public async Task A_title_is_a_line_that_is_set_off_as_one(string text, string? title) =>
        Assert.Equal(title, (await ReadArticleAsync(Encoding.UTF8.GetBytes(text))).Title);

    [Fact]
    public async Task A_title_that_is_a_sentence_stays_quotable()
    {
        var article = await ReadArticleAsync("Simvastatin activates the kinase Akt.\n\nWe studied it.\nIt was so.\n"u8.ToArray());
        Assert.Equal("Simvastatin activates the kinase Akt.", article.Title);
        Assert.Equal(BlockKind.Paragraph, article.Blocks[0].Kind);
    }

    [Fact]
    public async Task Wrapped_lines_are_one_paragraph()
    {
        var text = """
            The old house

            The house stood at the end of the lane, behind two tall elms that nobody
            had cut for as long as anyone could remember, and its windows were dark
            even in the afternoon.

            Nobody lived there. The last of the family had gone to sea in the spring
            of 1911 and was never heard of again in that part of the country.
            """;
        var article = await ReadArticleAsync(Encoding.UTF8.GetBytes(text));
        Assert.Equal([BlockKind.Heading, BlockKind.Paragraph, BlockKind.Paragraph], article.Blocks.Select(block => block.Kind));
        Assert.Equal("The old house", article.Title);
    }

    [Fact]
    public async Task Verses_lists_and_tables_keep_their_lines()
    {
        var text = "Things\n\nTyger Tyger, burning bright,\nIn the forests of the night;\nWhat immortal hand or eye,\nCould frame thy fearful symmetry?\n\n"
            + "* milk\n* bread\n\nYear | Count | Rate\n2001 | 12 | 3.5\n";
        var article = await ReadArticleAsync(Encoding.UTF8.GetBytes(text));
        Assert.Equal(9, article.Blocks.Count);
        Assert.Equal(2, article.Blocks.Count(block => block.Kind == BlockKind.ListItem));
        Assert.Equal(2, article.Blocks.Count(block => block.Kind == BlockKind.TableRow));
        Assert.DoesNotContain(article.Blocks, block => block.Kind == BlockKind.Boilerplate);
    }

    [Fact]
    public async Task A_short_line_between_paragraphs_is_a_heading()
    {
        var article = await ReadArticleAsync(Encoding.UTF8.GetBytes(
            "The Title\n\nA first paragraph that says something at some length, as they do.\n\nLater years\n\nAnother paragraph that says something at some length, as they do.\n"));
        Assert.Equal((BlockKind.Heading, "Later years"), Words(article).ElementAt(2));
        Assert.Equal(2, article.Blocks[2].HeadingLevel);
    }

    [Fact]
    public async Task Author_publisher_and_date_are_what_lines_state()
    {
        var article = await ReadArticleAsync(Encoding.UTF8.GetBytes(
            "The Title of It\n\nBy Ann Lee and José de la Cruz\n\nPublished on May 3, 2021\n\nMEXICO CITY — By noon the square was full of people who had come by bus.\n\nSource: The Daily Bugle\n"));
        Assert.Equal(("Ann Lee and José de la Cruz", "May 3, 2021", "The Daily Bugle"), (article.Author, article.Date, article.Publisher));
    }

    [Fact]
    public async Task A_dateline_and_a_sentence_state_neither_author_nor_date()
    {
        var article = await ReadArticleAsync(Encoding.UTF8.GetBytes(
            "The Title of It\n\nMEXICO CITY — The square was full.\n\nBy The Time They Came it was over, and nobody stayed.\n\nPublished in 2021 by nobody, the book sold well.\n"));
        Assert.Equal((null, null, null), (article.Author, article.Date, article.Publisher));
    }

    [Fact]
    public async Task Prompts_at_the_end_are_cut_and_similar_sentences_in_the_text_are_not()
    {
        var article = await ReadArticleAsync(Encoding.UTF8.GetBytes(
            "How to Get Help\n\nSign up for benefits at the office. Subscribe to the list there if you want to be told about changes in the law.\n\n"
            + "Become a member of the fund by paying ten dollars a year to its treasurer.\n\nFollow us on Twitter\n\nSubscribe now!\n"));
        Assert.Equal(["Follow us on Twitter", "Subscribe now!"], Words(article).Where(block => block.Kind == BlockKind.Boilerplate).Select(block => block.Words));
    }
}
