using FsCheck.Xunit;
using Microsoft.ML.Tokenizers;
using QaBot.Passages;
using QaBot.Tests.StandIns.Tokenizers;

namespace QaBot.Tests.Passages;

public class TokenCounterTests
{
    private static readonly TokenCounter Counter = new();
    private static readonly TiktokenTokenizer Tokenizer = TiktokenTokenizer.CreateForEncoding("o200k_base");

    [Fact]
    public void Prose_counts_as_the_tokenizer_counts_it() =>
        Assert.All(Repository.ReadSeeds(), seed => Assert.Equal(Tokenizer.CountTokens(seed), Counter.Count(seed)));

    [Property(Arbitrary = [typeof(UnicodeTexts)])]
    public void A_text_without_long_runs_counts_as_the_tokenizer_counts_it(string text)
    {
        var words = string.Join(' ', text.Chunk(100).Select(chunk => new string(chunk)));
        Assert.Equal(Tokenizer.CountTokens(words), Counter.Count(words));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("日本語の文章")]
    [InlineData("1")]
    [InlineData(" ")]
    [InlineData("\r\n")]
    [InlineData("👨‍👩‍👧‍👦")]
    public void A_run_longer_than_the_limit_counts_as_its_parts_do(string unit)
    {
        var run = string.Concat(Enumerable.Repeat(unit, TokenCounter.MaxRunLength));
        var exact = Tokenizer.CountTokens(run);
        var cuts = run.Length / (TokenCounter.MaxRunLength - 1);
        Assert.InRange(Counter.Count(run), exact, exact + 3 * cuts);
    }

    [Fact]
    public void A_hundred_thousand_characters_without_a_space_are_counted()
    {
        var run = new string('a', 100_000);
        Assert.Equal(12_500, Counter.Count(run));
        Assert.Equal(800, Counter.IndexOfTokenCount(run, 100));
    }

    [Property(Arbitrary = [typeof(UnicodeTexts)])]
    public void A_prefix_stays_within_its_budget_and_is_the_longest(string text, byte budget)
    {
        var index = Counter.IndexOfTokenCount(text, budget);
        Assert.InRange(Counter.Count(text.AsSpan(0, index)), 0, budget);
        Assert.False(index > 0 && index < text.Length && char.IsSurrogatePair(text[index - 1], text[index]));
        if (Counter.Count(text) <= budget)
            Assert.Equal(text.Length, index);
    }

    [Fact]
    public void A_longer_prefix_of_prose_would_exceed_the_budget()
    {
        foreach (var seed in Repository.ReadSeeds())
        {
            var index = Counter.IndexOfTokenCount(seed, 200);
            Assert.Equal(200, Counter.Count(seed.AsSpan(0, index)));
            Assert.True(Counter.Count(seed.AsSpan(0, index + 20)) > 200);
        }
    }

    [Fact]
    public void A_run_of_emoji_is_cut_between_them()
    {
        var run = "x" + string.Concat(Enumerable.Repeat("😀", 2 * TokenCounter.MaxRunLength));
        Assert.Equal(Tokenizer.CountTokens(run), Counter.Count(run));
    }

    [Fact]
    public void No_budget_takes_nothing_and_an_empty_text_has_nothing()
    {
        Assert.Equal(0, Counter.IndexOfTokenCount("text", 0));
        Assert.Equal(0, Counter.IndexOfTokenCount("", 5));
        Assert.Equal(0, Counter.Count(""));
    }

    [Fact]
    public void Null_and_a_negative_budget_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => Counter.Count(null!));
        Assert.Throws<ArgumentNullException>(() => Counter.IndexOfTokenCount(null!, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Counter.IndexOfTokenCount("text", -1));
    }

    [Fact]
    public void Threads_that_need_the_tokenizer_first_at_the_same_time_count_alike()
    {
        var counter = new TokenCounter();
        Parallel.For(0, 16, _ => Assert.Equal(4, counter.Count("one two three four")));
    }
}
