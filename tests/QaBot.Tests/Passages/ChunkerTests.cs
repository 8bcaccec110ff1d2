using System.Text;
using FsCheck.Xunit;
using QaBot.Articles;
using QaBot.Passages;
using QaBot.Tests.Articles;

namespace QaBot.Tests.Passages;

public sealed class ChunkerTests
{
    private static readonly TokenCounter Tokens = new();

    [Property(Arbitrary = [typeof(RandomText)], MaxTest = 300, EndSize = 80)]
    public void Passages_of_any_text_are_its_words_and_hold_all_content(RandomText random)
    {
        foreach (var article in Articles(random.Value))
        {
            var passages = Chunk(article, 20, 10);
            AssertFaithful(article, passages);
            AssertHoldContent(article, passages);
        }
    }

    [Fact]
    public async Task Passages_of_the_seeds_are_their_words_and_of_the_wanted_size()
    {
        foreach (var file in Seeds.Files)
        {
            var article = await Seeds.ReadAsync(Path.GetFileName(file)[..3]);
            var passages = Chunk(article, 200, 40);
            AssertFaithful(article, passages);
            AssertHoldContent(article, passages);
            Assert.All(passages, passage => Assert.InRange(passage.TokenCount, 1, 250));
        }
    }

    [Fact]
    public async Task No_passage_holds_boilerplate_and_headings_are_context()
    {
        var article = await Seeds.ReadAsync("004");
        var passages = Chunk(article, 200, 40);
        foreach (var block in article.Blocks.Where(block => block.Kind is BlockKind.Boilerplate or BlockKind.Heading))
            Assert.DoesNotContain(passages, passage => passage.Span.Overlaps(block.Span));
        Assert.Equal([null, "Intercepted messages", "Mexico seeks 'proof'"], passages.Select(passage => passage.Heading).Distinct());
    }

    [Fact]
    public void Passages_overlap_by_whole_sentences_within_the_limit()
    {
        var article = Text(string.Join(' ', Enumerable.Range(1, 60).Select(i => $"Sentence {i} has some words in it.")));
        var passages = Chunk(article, 60, 20);
        Assert.True(passages.Count > 3);
        foreach (var (before, after) in passages.Zip(passages.Skip(1)))
        {
            var shared = before.Sentences.Intersect(after.Sentences).ToList();
            Assert.NotEmpty(shared);
            Assert.InRange(shared.Sum(span => Tokens.Count(article.Text.Slice(span))), 1, 20);
            Assert.True(before.Span.End < after.Span.End);
        }
    }

    [Fact]
    public void Without_overlap_no_sentence_is_in_two_passages()
    {
        var article = Text(string.Join(' ', Enumerable.Range(1, 60).Select(i => $"Sentence {i} has some words in it.")));
        var sentences = Chunk(article, 60, 0).SelectMany(passage => passage.Sentences).ToList();
        Assert.Equal(sentences.Distinct(), sentences);
        Assert.Equal(60, sentences.Count);
    }

    [Fact]
    public void A_short_tail_joins_the_passage_before_it()
    {
        var article = Text(string.Join(' ', Enumerable.Range(1, 8).Select(i => $"Sentence {i} has some words in it.")) + " End.");
        var passage = Assert.Single(Chunk(article, 72, 20));
        Assert.EndsWith("End.", passage.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("word ")]
    [InlineData("a")]
    [InlineData("😀")]
    [InlineData("中文字")]
    [InlineData("e\u0301")]
    [InlineData("e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301")]
    public void A_sentence_of_many_thousand_characters_is_cut_at_good_places(string part)
    {
        var article = Text(string.Concat(Enumerable.Repeat(part, 60_000 / part.Length)));
        var passages = Chunk(article, 200, 40);
        AssertFaithful(article, passages);
        AssertHoldContent(article, passages);
        Assert.All(passages, passage => Assert.InRange(passage.TokenCount, 1, 420));
        Assert.All(passages, passage => Assert.False(char.IsLowSurrogate(passage.Text[0]) || char.IsHighSurrogate(passage.Text[^1])));
    }

    [Fact]
    public void A_megabyte_without_white_space_is_cut()
    {
        var article = Text(new string('x', 1_000_000));
        AssertHoldContent(article, Chunk(article, 200, 40));
    }

    [Fact]
    public void A_text_element_longer_than_a_passage_is_cut_between_code_points()
    {
        var article = Text("😀" + string.Concat(Enumerable.Repeat("\u200D😀", 3000)));
        var passages = Chunk(article, 20, 0);
        AssertHoldContent(article, passages);
        Assert.All(passages, passage => Assert.False(char.IsLowSurrogate(passage.Text[0]) || char.IsHighSurrogate(passage.Text[^1])));
    }

    [Fact]
    public void Headings_are_joined_outermost_first_and_without_the_title()
    {
        var article = Markdown("# Title\n\nA.\n\n## One ##\n\nB.\n\n### *Deep*\n\nC.\n\n## Two\n\nD.\n");
        Assert.Equal([("A.", null), ("B.", "One"), ("C.", "One › Deep"), ("D.", "Two")], Chunk(article, 200, 0).Select(passage => (passage.Text, passage.Heading)));
    }

    [Fact]
    public void A_heading_with_nothing_under_it_is_content()
    {
        var article = Markdown("# Title\n\n## Closed on Mondays\n\n## Hours\n\nNine to five.\n\n## Call 555-1234\n");
        Assert.Equal(["## Closed on Mondays", "Nine to five.", "## Call 555-1234"], Chunk(article, 200, 0).Select(passage => passage.Text));
    }

    [Fact]
    public void Preformatted_text_is_not_split_into_sentences()
    {
        var article = Markdown("```\nOne. Two. Three.\n```\n");
        Assert.Single(Assert.Single(Chunk(article, 200, 0)).Sentences);
    }

    [Fact]
    public void An_overlap_over_half_the_target_is_refused()
    {
        var failure = Assert.Throws<ArgumentException>(() => new Chunker(new ChunkingOptions { TargetTokens = 50, OverlapTokens = 26 }, Tokens));
        Assert.Contains("Chunking:OverlapTokens is 26", failure.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<Passage> Chunk(Article article, int target, int overlap) =>
        new Chunker(new ChunkingOptions { TargetTokens = target, OverlapTokens = overlap }, Tokens).Chunk(article);

    private static Article Text(string text) => Read(new TextArticleReader(), text)!;

    private static Article Markdown(string text) => Read(new MarkdownArticleReader(), text)!;

    private static IEnumerable<Article> Articles(string text) =>
        ((ArticleReader[])[new TextArticleReader(), new MarkdownArticleReader(), new HtmlArticleReader()]).Select(reader => Read(reader, text)).OfType<Article>();

    private static Article? Read(ArticleReader reader, string text) =>
        reader.ReadAsync("a" + reader.Extensions[0], Encoding.UTF8.GetBytes(text)).AsTask().GetAwaiter().GetResult().Article;

    private static void AssertFaithful(Article article, IReadOnlyList<Passage> passages)
    {
        foreach (var passage in passages)
        {
            Assert.Equal(article.Text.Slice(passage.Span), passage.Text);
            Assert.Equal(passage.Span, passage.Span.Trim(article.Text));
            Assert.Equal(passage.Span, passage.Sentences[0].Union(passage.Sentences[^1]));
            Assert.Equal(passage.Sentences.Order(), passage.Sentences);
            Assert.True(passage.TokenCount > 0);
        }

        Assert.Equal(passages.Select(passage => passage.Span).Order(), passages.Select(passage => passage.Span));
    }

    private static void AssertHoldContent(Article article, IReadOnlyList<Passage> passages)
    {
        var held = new bool[article.Text.Length];
        foreach (var sentence in passages.SelectMany(passage => passage.Sentences))
            Array.Fill(held, true, sentence.Start, sentence.Length);
        foreach (var block in article.Blocks.Where(block => block.Kind is not (BlockKind.Boilerplate or BlockKind.Heading)))
        {
            for (var i = block.Span.Start; i < block.Span.End; i++)
                Assert.True(held[i] || char.IsWhiteSpace(article.Text[i]), $"'{article.Text[i]}' at {i} is in no passage.");
        }
    }
}
