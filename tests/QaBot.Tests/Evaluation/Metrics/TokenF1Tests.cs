using FsCheck.Xunit;
using QaBot.Evaluation.Metrics;

namespace QaBot.Tests.Evaluation.Metrics;

public sealed class TokenF1Tests
{
    /// <summary>By hand: 3 words in common, of 5 shown and 4 accepted: 2·3 / 9.</summary>
    [Fact]
    public void Words_in_common_count_by_the_harmonic_mean() => Assert.Equal(6.0 / 9, TokenF1.Of("The old man, of the sea wept", ["a man of sea, perhaps"]), 12);

    [Theory]
    [InlineData("The Eiffel-Tower!", "eiffeltower", 1)]
    [InlineData("an apple a day", "Apple day.", 1)]
    [InlineData("no no no", "no", 0.5)]
    [InlineData("yes", "no", 0)]
    [InlineData("", "no", 0)]
    [InlineData("the", "a", 1)]
    public void Case_punctuation_and_articles_do_not_count_and_words_count_as_often_as_they_stand(string shown, string accepted, double expected) =>
        Assert.Equal(expected, TokenF1.Of(shown, [accepted]), 12);

    [Fact]
    public void The_best_accepted_answer_counts_and_without_one_it_is_0()
    {
        Assert.Equal(1, TokenF1.Of("half a mile", ["half a mile northwest", "half mile"]));
        Assert.Equal(0, TokenF1.Of("half a mile", []));
    }

    [Property]
    public void It_is_symmetric_between_0_and_1_and_1_for_the_same_text(string? one, string? other)
    {
        var (a, b) = (one ?? "", other ?? "");

        Assert.Equal(TokenF1.Of(a, [b]), TokenF1.Of(b, [a]), 12);
        Assert.InRange(TokenF1.Of(a, [b]), 0, 1);
        Assert.Equal(1, TokenF1.Of(a, [a]));
    }
}
