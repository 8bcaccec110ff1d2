using QaBot.Answering;

namespace QaBot.Tests.Answering;

public class QuestionFrameTests
{
    [Theory]
    [InlineData("What do the articles say about honey?", "what about honey?")]
    [InlineData("Which of the articles mention honey?", "what about honey?")]
    [InlineData("Do the authors agree that honey is sweet?", "honey is sweet?")]
    [InlineData("Should the city sell honey, according to the different authors?", "Should the city sell honey?")]
    [InlineData("What harm do the articles report?", "What harm?")]
    [InlineData("How do the authors judge honey?", "what about honey?")]
    [InlineData("Compare what the articles say about honey.", "what about honey.")]
    [InlineData("Compare the views of the different authors on honey", "what about honey")]
    [InlineData("¿Qué dicen las fuentes sobre la miel?", "¿what about la miel?")]
    public void A_question_to_the_sources_is_searched_without_them(string question, string wording) =>
        Assert.Equal(new QuestionFrame(wording, SpeaksOfSources: true), QuestionFrame.Of(question));

    [Theory]
    [InlineData("Do you know who sold the honey?", "who sold the honey?")]
    [InlineData("I'd like to know how honey is made", "how honey is made")]
    [InlineData("what do u know about honey", "what about honey")]
    [InlineData("Is it true that honey is sweet?", "honey is sweet?")]
    [InlineData("pls where was honey sold", "where was honey sold")]
    [InlineData("In which city was the honey sold?", "where was the honey sold?")]
    public void Words_of_the_asking_are_left_out(string question, string wording) =>
        Assert.Equal(new QuestionFrame(wording, SpeaksOfSources: false), QuestionFrame.Of(question));

    [Theory]
    [InlineData("Which books were written by writers from Cuba?")]
    [InlineData("What did the police find in the documents?")]
    [InlineData("Which articles of the treaty were broken?")]
    [InlineData("What does the author say about honey?")]
    [InlineData("What do the articles say?")]
    [InlineData("Which country has the most bees?")]
    [InlineData("Did the U.S. buy honey?")]
    public void Other_questions_stay_as_they_are(string question) => Assert.Equal(new QuestionFrame(question, SpeaksOfSources: false), QuestionFrame.Of(question));
}
