using QaBot.Retrieval;

namespace QaBot.Tests.Retrieval;

public sealed class SpellingTests
{
    private static readonly Spelling Words = new(["Mexico published the evidence. Mexico kept the explosion secret.", "A macro, a daily, a gravel path, an astrophysicist; a marble and a marbel. Henderson met Cienfuegos."]);

    [Theory]
    [InlineData("mexcio", "mexico")]
    [InlineData("Mexcio", "mexico")]
    [InlineData("evidnece", "evidence")]
    [InlineData("evidnecee", "evidence")]
    [InlineData("publishd", "published")]
    [InlineData("astrophysisist", "astrophysicist")]
    [InlineData("exxplosion", "explosion")]
    [InlineData("Cienfugos", "cienfuegos")]
    [InlineData("Hendersson", "henderson")]
    public void A_slip_of_the_fingers_finds_the_word_that_was_meant(string typed, string meant)
    {
        Assert.Equal(meant, Words.FindSimilar(typed));
    }

    [Theory]
    [InlineData("mexico")]
    [InlineData("Macron")]
    [InlineData("macron")]
    [InlineData("Mexica")]
    [InlineData("Hendersan")]
    [InlineData("Anderson")]
    [InlineData("dairy")]
    [InlineData("graves")]
    [InlineData("kpet")]
    [InlineData("")]
    [InlineData("12345")]
    public void A_known_word_another_word_and_a_name_of_someone_else_stay_as_they_are(string typed)
    {
        Assert.Null(Words.FindSimilar(typed));
    }

    [Fact]
    public void The_more_frequent_of_two_as_near_is_taken_and_neither_when_they_are_as_frequent()
    {
        Assert.Equal("border", new Spelling(["border border broder"]).FindSimilar("borrder"));
        Assert.Null(new Spelling(["colour collor"]).FindSimilar("collour"));
    }
}
