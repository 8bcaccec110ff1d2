using FsCheck.Xunit;
using QaBot.Evaluation.Metrics;

namespace QaBot.Tests.Evaluation.Metrics;

public sealed class GoldenAnswerTests
{
    [Theory]
    [InlineData("It has 751 pages.", "751", true)]
    [InlineData("It has 1,751.5 pages.", "751", false)]
    [InlineData("It has 7510 pages.", "751", false)]
    [InlineData("José LÓPEZ said so.", "jose lopez", true)]
    [InlineData("The López–Obrador plan", "Lopez Obrador", true)]
    [InlineData("It cost $1.6 billion.", "$1.6 billion", true)]
    [InlineData("It cost $1.6 billion.", "1.6 billion", false)]
    [InlineData("A rise of 30%, they say.", "30%", true)]
    [InlineData("Thirty… or more", "thirty or", true)]
    [InlineData("pages 751", "751 pages", false)]
    [InlineData("El ＮＡＦＴＡ", "nafta", true)]
    public void A_wording_is_found_in_whole_words_without_case_and_accents(string answer, string wording, bool isThere) =>
        Assert.Equal(isThere, new GoldenAnswer(answer).Has([wording]));

    [Fact]
    public void One_accepted_wording_is_enough_and_none_is_found_in_a_refusal()
    {
        Assert.True(new GoldenAnswer("In May 2020.").Has(["1999", "2020"]));
        Assert.False(new GoldenAnswer("In May 2020.").Has([]));
        Assert.False(new GoldenAnswer("").Has(["2020"]));
    }

    [Fact]
    public void Markers_are_not_text()
    {
        Assert.True(new GoldenAnswer("In May [1] 2020. [2]").Has(["May 2020"]));
        Assert.False(new GoldenAnswer("In May. [2020]").Has(["2020"]));
    }

    [Fact]
    public void An_answer_must_be_given_in_the_first_250_characters_and_others_in_the_first_800()
    {
        var late = new GoldenAnswer(new string('a', 246) + " 751");
        var tooLate = new GoldenAnswer(new string('a', 247) + " 751");
        var muchTooLate = new GoldenAnswer(new string('a', 797) + " 751");

        Assert.True(late.Has(["751"]));
        Assert.False(tooLate.Has(["751"]));
        Assert.True(tooLate.Mentions(["751"]));
        Assert.False(muchTooLate.Mentions(["751"]));
    }

    [Fact]
    public void A_character_outside_of_the_basic_plane_counts_once() =>
        Assert.True(new GoldenAnswer(string.Concat(Enumerable.Repeat("𝒳", 200)) + " 751").Has(["751"]));

    [Fact]
    public void Of_several_answers_each_needs_one_of_its_wordings()
    {
        var answer = new GoldenAnswer("The Senate says 751; the Times 743 pages.");

        Assert.True(answer.HasAll([["751", "751 pages"], ["743"]]));
        Assert.False(answer.HasAll([["751"], ["715", "716"]]));
        Assert.True(answer.HasAll([]));
    }

    [Property]
    public void Every_text_with_a_word_contains_itself_whatever_stands_around_it(string? before, string? text, string? after)
    {
        var words = new WholeWords($"{before} {text} {after}");

        Assert.True(words.Contain(text ?? "") || !(text ?? "").Any(char.IsLetterOrDigit));
    }
}
