using QaBot.Answering;
using QaBot.Articles;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Answering;

public class ConversationalRepliesTests
{
    private static readonly Article[] s_articles =
    [
        TestArticles.Of("x", "a.txt", title: "On Bees", author: "Ann Ames"),
        TestArticles.Of("y", "b.txt"),
    ];

    [Theory]
    [InlineData("hi")]
    [InlineData("Hello there!")]
    [InlineData("hey 👋")]
    [InlineData("Good morning, everyone")]
    [InlineData("how are you?")]
    [InlineData("Hola, ¿qué tal?")]
    [InlineData("thanks")]
    [InlineData("Thank you so much!")]
    [InlineData("ok great, thanks")]
    [InlineData("gracias")]
    [InlineData("bye")]
    [InlineData("OK")]
    [InlineData("Good to know.")]
    [InlineData("help")]
    [InlineData("What can you do?")]
    [InlineData("Who are you?")]
    [InlineData("are you a bot")]
    [InlineData("How does this work?")]
    [InlineData("ok bye, see you tomorrow")]
    [InlineData("Are you a real person or a bot?")]
    [InlineData("Am I talking to a human?")]
    [InlineData("great, thanks! That's all for today. Bye!")]
    [InlineData("Hello, who are you?")]
    [InlineData("That’s very helpful, thank you")]
    [InlineData("Can you help me?")]
    [InlineData("I have a question")]
    [InlineData("¿Eres una persona real?")]
    [InlineData("¿Qué puedes hacer?")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("?!…")]
    [InlineData("😀😀")]
    public void Small_talk_gets_a_reply(string text) => Assert.NotNull(Reply(text));

    [Theory]
    [InlineData("Which articles do you have?")]
    [InlineData("what are your sources?")]
    [InlineData("List the articles")]
    [InlineData("how many documents do you have")]
    [InlineData("What is in your collection?")]
    [InlineData("¿Qué artículos tienes?")]
    public void The_collection_is_listed_with_what_the_articles_state(string text)
    {
        var reply = Reply(text);

        Assert.Contains("On Bees (Ann Ames, a.txt)", reply, StringComparison.Ordinal);
        Assert.Contains("b.txt", reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("thank you. What is the core training for?")]
    [InlineData("What sources does the DEA have in Mexico?")]
    [InlineData("Hi, who was arrested?")]
    [InlineData("Which articles of the treaty were broken?")]
    [InlineData("what is this law about?")]
    [InlineData("How does inequality help growth?")]
    [InlineData("Who are the directors?")]
    [InlineData("What can the United States do?")]
    [InlineData("Good Friday agreement")]
    [InlineData("ok so who was it?")]
    [InlineData("Bye laws of the city")]
    [InlineData("See you in court: who said that?")]
    [InlineData("Who made the law?")]
    public void A_question_of_the_sources_is_left_to_them(string text) => Assert.Null(Reply(text));

    [Theory]
    [InlineData("thanks, bye")]
    [InlineData("ok bye, see you on Friday")]
    public void A_farewell_is_answered_with_one(string text) => Assert.Equal(Phrasebook.For(ReplyLanguage.English).Goodbye, Reply(text));

    [Theory]
    [InlineData("How does it work?")]
    [InlineData("What is this?")]
    public void What_points_back_is_about_the_conversation_once_that_is_about_something(string text)
    {
        Assert.NotNull(Reply(text));
        Assert.NotNull(Reply(text, "Hello!"));
        Assert.Null(Reply(text, "Hello!", "Which engine drives the pump?"));
        Assert.NotNull(Reply("That's it, I appreciate it", "Which engine drives the pump?"));
    }

    [Fact]
    public void A_question_over_the_limit_is_told_so()
    {
        var reply = Reply(new string('a', 5000));

        Assert.Contains("5,000", reply, StringComparison.Ordinal);
        Assert.Contains("4,000", reply, StringComparison.Ordinal);
    }

    private static string? Reply(string text, params string[] earlier) =>
        ConversationalReplies.ReplyTo(text, [.. earlier.Select(said => new ConversationTurn(ConversationRole.User, said))], s_articles, Phrasebook.For(LanguageDetector.Detect(text)), new AnsweringOptions());
}
