using System.Security.Cryptography;
using System.Text;
using FsCheck.Xunit;
using QaBot.Articles;

namespace QaBot.Tests.Articles;

/// <summary>What every reader promises, whatever its format.</summary>
public abstract class ArticleReaderConformance
{
    protected abstract ArticleReader Reader { get; }

    /// <summary>A file of the format with a heading and paragraphs; among its words are "Rome" and "Naples".</summary>
    protected abstract byte[] Sample();

    [SkippableFact]
    public async Task A_good_file_becomes_an_article_with_its_words_and_structure()
    {
        var bytes = Sample();
        var article = await ReadArticleAsync(bytes);
        Assert.Equal("folder/sample" + Reader.Extensions[0], article.Name);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), article.ContentHash);
        Assert.Contains("Rome", article.Text, StringComparison.Ordinal);
        Assert.Contains("Naples", article.Text, StringComparison.Ordinal);
        Assert.Contains(article.Blocks, block => block.Kind == BlockKind.Heading);
        Assert.True(!Reader.IsPlainText || article.Text == Encoding.UTF8.GetString(bytes), "A plain text is not the file as it stands.");
        AssertCovered(article);
    }

    [Fact]
    public async Task An_empty_file_is_a_failure_with_the_reason() => Assert.Equal("The file is empty.", await ReadProblemAsync([]));

    [Property(MaxTest = 60)]
    public void Random_bytes_give_a_result_and_never_throw(byte[] bytes) => AssertResult(bytes ?? []);

    [SkippableFact]
    public void A_file_cut_short_or_damaged_gives_a_result_and_never_throws()
    {
        var bytes = Sample();
        for (var i = 0; i < 12; i++)
        {
            AssertResult(bytes[..(bytes.Length * i / 12)]);
            var damaged = bytes.ToArray();
            damaged[bytes.Length * i / 12] ^= 0xA5;
            AssertResult(damaged);
        }
    }

    protected async Task<Article> ReadArticleAsync(byte[] bytes)
    {
        var reading = await Reader.ReadAsync("folder/sample" + Reader.Extensions[0], bytes);
        Assert.Null(reading.Problem);
        return reading.Article!;
    }

    protected async Task<string?> ReadProblemAsync(byte[] bytes)
    {
        var reading = await Reader.ReadAsync("sample" + Reader.Extensions[0], bytes);
        Assert.False(reading.Succeeded);
        return reading.Problem;
    }

    /// <summary>The article's blocks as kind and words.</summary>
    protected static IEnumerable<(BlockKind Kind, string Words)> Words(Article article) =>
        article.Blocks.Select(block => (block.Kind, article.Text.Slice(block.Span)));

    protected static void AssertCovered(Article article)
    {
        var end = 0;
        foreach (var block in article.Blocks)
        {
            Assert.False(block.Span.IsEmpty);
            Assert.True(block.Span.Start >= end, $"{block} overlaps the block before it.");
            Assert.Equal(block.Span, block.Span.Trim(article.Text));
            Assert.True(string.IsNullOrWhiteSpace(article.Text[end..block.Span.Start]), $"Words before {block} are in no block.");
            Assert.Equal(block.Kind == BlockKind.Heading, block.HeadingLevel is >= 1 and <= 6);
            end = block.Span.End;
        }

        Assert.True(string.IsNullOrWhiteSpace(article.Text[end..]));
    }

    private void AssertResult(byte[] bytes)
    {
        var reading = Reader.ReadAsync("sample" + Reader.Extensions[0], bytes).AsTask().GetAwaiter().GetResult();
        if (reading.Article is { } article)
            AssertCovered(article);
        else
            Assert.False(string.IsNullOrWhiteSpace(reading.Problem));
    }
}
