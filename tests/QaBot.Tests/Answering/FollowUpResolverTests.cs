using QaBot.Answering;

namespace QaBot.Tests.Answering;

public class FollowUpResolverTests
{
    [Theory]
    [InlineData("And when?", "Who founded the library of Tarn?", "Ada Quill founded it. [1]", "when founded the library of Tarn Ada Quill?")]
    [InlineData("Why?", "When did Ada Quill leave Tarn?", "In 1921.", "Why did Ada Quill leave Tarn?")]
    [InlineData("and where exactly?", "Was the canal dug?", "It was.", "where Was the canal dug?")]
    [InlineData("When was that?", "Who founded the library?", "Ada Quill did.", "When founded the library Ada Quill?")]
    [InlineData("And in 2010?", "How many ships called at Orn in 2005?", "40 ships.", "How many ships called at Orn in 2010?")]
    [InlineData("What about in 2010?", "How many ships called at Orn?", "40 ships.", "How many ships called at Orn in 2010?")]
    [InlineData("What about Tarn?", "How many ships called at Orn?", "40 ships.", "How many ships called at Tarn?")]
    [InlineData("How old was she?", "Who founded the library of Tarn?", "Mayor Ada Quill founded it.", "How old was Ada Quill?")]
    [InlineData("What was his job?", "What did General Otto Grahn say in Orn?", "He said no.", "What was Otto Grahn's job?")]
    [InlineData("Who met her?", "Where was Ada Quill born?", "In Orn.", "Who met Ada Quill?")]
    [InlineData("What happened that year?", "When was the canal dug?", "It was dug in 1921.", "What happened in 1921?")]
    [InlineData("Who lives there?", "Where was the canal dug?", "It was dug in Orn.", "Who lives in Orn?")]
    public void What_a_question_leaves_out_is_put_in(string question, string before, string reply, string whole) =>
        Assert.Equal(whole, Resolve(question, before, reply));

    [Theory]
    [InlineData("Who wrote it?", "Where was the library founded?", "In Orn.")]
    [InlineData("Did Otto Grahn sell his house?", "Who founded the library?", "Ada Quill did.")]
    [InlineData("My friend said he had been to the library.", "Who founded the library?", "Ada Quill did.")]
    [InlineData("Is there a lighthouse?", "Where was the canal dug?", "It was dug in Orn.")]
    [InlineData("What about the library?", "Who founded the library of Tarn?", "Ada Quill did.")]
    [InlineData("And what did the mayor of Tarn say?", "Who founded the library?", "Ada Quill did.")]
    [InlineData("Where did he live?", "When was the canal dug?", "Long ago.")]
    public void What_may_mean_several_things_or_is_there_already_stays(string question, string before, string reply) =>
        Assert.Null(Resolve(question, before, reply));

    [Fact]
    public void Follow_ups_of_follow_ups_lead_back_to_the_first_question()
    {
        ConversationTurn[] history =
        [
            new(ConversationRole.User, "When did Ada Quill leave Tarn?"), new(ConversationRole.Bot, "In 1921."),
            new(ConversationRole.User, "And Otto Grahn?"), new(ConversationRole.Bot, "In 1930."),
            new(ConversationRole.User, "Thanks!"), new(ConversationRole.Bot, "You're welcome!"),
        ];

        Assert.Equal("why did Otto Grahn leave Tarn?", FollowUpResolver.Resolve("and why?", history));
    }

    [Fact]
    public void Without_a_conversation_nothing_is_put_in() => Assert.Null(FollowUpResolver.Resolve("And when?", []));

    private static string? Resolve(string question, string before, string reply) =>
        FollowUpResolver.Resolve(question, [new(ConversationRole.User, before), new(ConversationRole.Bot, reply)]);
}
