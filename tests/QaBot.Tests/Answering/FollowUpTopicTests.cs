using QaBot.Answering;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Answering;

public sealed class FollowUpTopicTests : IDisposable
{
    private const string Pages = "How many pages of US evidence did Mexico publish?";
    private const string Hive = "When did Lorenzo Langstroth patent the movable-frame hive?";

    private readonly TestCorpus _bees = new(
        ("hive.txt", "Lorenzo Langstroth patented the movable-frame hive on October 5, 1852. He was a clergyman in Philadelphia. Before Langstroth, beekeepers destroyed the colony to harvest honey."),
        ("dance.txt", "Karl von Frisch described the waggle dance in 1927. Von Frisch received the Nobel Prize in 1973. Adrian Wenner doubted the dance language for decades."),
        ("mite.txt", "The Varroa mite feeds on the fat body of honey bees. It reached Germany in 1977 and the United States in 1987. Australia was free of Varroa until June 2022."));

    public void Dispose() => _bees.Dispose();

    [Theory]
    [InlineData("Where was Cienfuegos arrested?")]
    [InlineData("where was cienfuegos arrested")]
    [InlineData("And where was Cienfuegos arrested?")]
    [InlineData("What did the DEA do?")]
    [InlineData("Why did the DEA arrest General Cienfuegos?")]
    [InlineData("Did the DEA say that Cienfuegos took bribes?")]
    public async Task The_seeds_answer_a_question_that_names_what_it_is_about_and_not_the_one_before_again(string question)
    {
        await using var bot = await TestBot.StartAsync(RepositoryFiles.Seeds);

        var answer = await FollowAsync(bot, Pages, question);

        Assert.Null(answer.Found!.Query.Topic);
        Assert.DoesNotContain("751", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("And when?")]
    [InlineData("Who published it?")]
    [InlineData("What about Mexico?")]
    [InlineData("How many pages?")]
    public async Task The_seeds_answer_a_question_that_leans_on_the_one_before_with_its_topic(string question)
    {
        await using var bot = await TestBot.StartAsync(RepositoryFiles.Seeds);

        var answer = await FollowAsync(bot, Pages, question);

        Assert.Contains("evidence", answer.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("What did Wenner doubt?", "Adrian Wenner doubted")]
    [InlineData("what did wenner doubt", "Adrian Wenner doubted")]
    [InlineData("But what did Karl von Frisch describe?", "the waggle dance in 1927")]
    [InlineData("When did Varroa reach Germany?", "Germany in 1977")]
    public async Task Another_subject_is_answered_from_its_own_article(string question, string expected)
    {
        await using var bot = await TestBot.StartAsync(_bees.Folder);

        Assert.Contains(expected, (await FollowAsync(bot, Hive, question)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("And where?", "Langstroth")]
    [InlineData("Who was he?", "Langstroth")]
    [InlineData("What about the hive?", "movable-frame hive")]
    [InlineData("And in 1852?", "1852")]
    public async Task On_another_subject_too_real_follow_ups_stay_with_the_topic(string question, string expected)
    {
        await using var bot = await TestBot.StartAsync(_bees.Folder);

        var answer = await FollowAsync(bot, Hive, question);

        Assert.Contains("Langstroth", answer.Query, StringComparison.Ordinal);
        Assert.Contains(expected, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_no_article_has_is_not_answered_with_the_topic()
    {
        await using var bot = await TestBot.StartAsync(_bees.Folder);

        Assert.True((await FollowAsync(bot, Hive, "Where was Napoleon arrested?")).Refused);
    }

    [Fact]
    public async Task The_topic_of_a_Spanish_conversation_is_in_the_articles_words()
    {
        await using var bot = await TestBot.StartAsync(RepositoryFiles.Seeds);

        var query = (await FollowAsync(bot, "¿De qué fue acusado el general Cienfuegos?", "¿Quién lo detuvo?")).Found!.Query;

        Assert.Contains("Cienfuegos", query.Topic, StringComparison.Ordinal);
        Assert.DoesNotContain("fue", query.Topic!.Split(' '));
        Assert.DoesNotContain("De", query.Topic.Split(' '));
    }

    [Fact]
    public async Task A_topic_begins_with_the_short_question_that_stood_alone()
    {
        await using var bot = await TestBot.StartAsync(_bees.Folder);

        var answer = await bot.AskAsync("And why?", Hive, "What did Wenner doubt?");

        Assert.Contains("Wenner", answer.Query, StringComparison.Ordinal);
        Assert.DoesNotContain("hive", answer.Query, StringComparison.Ordinal);
    }

    private static async Task<Answer> FollowAsync(TestBot bot, string first, string second)
    {
        var answer = await bot.AskAsync(first);
        return await bot.Answerer.AnswerAsync(new Question(second)
        {
            History = [new(ConversationRole.User, first), new(ConversationRole.Bot, string.Join(' ', answer.Claims.Select(claim => claim.Text)))],
        });
    }
}
