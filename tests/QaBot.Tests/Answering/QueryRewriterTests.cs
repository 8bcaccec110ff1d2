using QaBot.Answering;
using QaBot.Answering.Languages;
using QaBot.Retrieval;

namespace QaBot.Tests.Answering;

public class QueryRewriterTests
{
    private readonly QueryRewriter _rewriter = new(new Analyzer(), Bm25Index.Empty, new SourceSelector(new Analyzer()), new SpanishQuery(new Analyzer(), Bm25Index.Empty));

    [Fact]
    public void A_question_without_a_conversation_stands_as_it_is() =>
        Assert.Null(_rewriter.Rewrite(new Question("And when?"), []).Topic);

    [Theory]
    [InlineData("And when?")]
    [InlineData("Why did they do it there?")]
    [InlineData("How many pages?")]
    public void A_question_that_leans_on_the_conversation_takes_over_its_topic(string text)
    {
        var query = Rewrite(text, (ConversationRole.User, "Who arrested General Ortega in Lisbon?"), (ConversationRole.Bot, "The police did. [1]"));

        Assert.Contains("Ortega", query.Text, StringComparison.Ordinal);
        Assert.Contains("Lisbon", query.Text, StringComparison.Ordinal);
        Assert.Equal(text, query.Question);
    }

    [Fact]
    public void A_question_on_another_topic_leaves_the_conversation_behind() =>
        Assert.Null(Rewrite("Which river flows through the city of Vienna?", (ConversationRole.User, "Who arrested General Ortega?")).Topic);

    [Fact]
    public void The_topic_is_followed_through_questions_that_lean_themselves()
    {
        var query = Rewrite("Why?", (ConversationRole.User, "Who arrested General Ortega?"), (ConversationRole.Bot, "The police."), (ConversationRole.User, "And when?"), (ConversationRole.Bot, "In May."));

        Assert.Contains("Ortega", query.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_numbers_of_citations_are_no_topic() =>
        Assert.DoesNotContain("1", Rewrite("Why did they do it?", (ConversationRole.User, "Who arrested General Ortega?"), (ConversationRole.Bot, "The police did. [1]")).Topic, StringComparison.Ordinal);

    [Theory]
    [InlineData("How many pages?", true)]
    [InlineData("Did Ortega say that?", true)]
    [InlineData("Who wrote it?", false)]
    [InlineData("¿Quién lo escribió?", false)]
    public void A_pronoun_leaves_no_doubt_that_a_question_leans(string text, bool mayStandAlone) =>
        Assert.Equal(mayStandAlone, Rewrite(text, (ConversationRole.User, "Who arrested General Ortega?")).MayStandAlone);

    [Fact]
    public void Names_in_the_last_reply_belong_to_the_topic() =>
        Assert.Contains("Silva", Rewrite("When was he born?", (ConversationRole.User, "Who wrote the report?"), (ConversationRole.Bot, "Miguel Silva wrote it.")).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("wher is the hive", "where is the hive")]
    [InlineData("Waht is the hive?", "What is the hive?")]
    [InlineData("wen did the bees swarm", "when did the bees swarm")]
    [InlineData("wich hive", "which hive")]
    public void A_misspelt_question_word_is_put_right(string typed, string meant) => Assert.Equal(meant, Rewrite(typed).Wording);

    [Theory]
    [InlineData("a hose hive")]
    [InlineData("wheat and a hen dose the man")]
    [InlineData("Which hive?")]
    public void Other_words_are_no_misspelt_question_words(string text) => Assert.Equal(text, Rewrite(text).Wording);

    [Theory]
    [InlineData("¿Cuántos años tenía la reina cuando murió?", "how old queen died")]
    [InlineData("¿Qué edad tiene la reina?", "how old queen")]
    [InlineData("¿Qué recomienda el Departamento del Tesoro?", "what should department Treasury")]
    [InlineData("¿Zzyzx?", "¿Zzyzx?")]
    public void A_Spanish_question_is_put_into_English_words(string typed, string meant) => Assert.Equal(meant, Rewrite(typed).Wording);

    private StandaloneQuery Rewrite(string text, params (ConversationRole Role, string Text)[] history) =>
        _rewriter.Rewrite(new Question(text) { History = [.. history.Select(turn => new ConversationTurn(turn.Role, turn.Text))] }, []);
}
