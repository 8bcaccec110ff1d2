using QaBot.Answering;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Answering;

public sealed class FollowUpSuggesterTests : IDisposable
{
    private static readonly TimeSpan Enough = TimeSpan.FromMinutes(1);

    private readonly TestCorpus _glass = new(
        ("glass.md", """
            # The glass of Murano

            Murano glass has been made on the island of Murano since 1291, when the Venetian Republic ordered its glassmakers to leave Venice. Glassmakers such as Angelo Barovier became famous.

            Angelo Barovier, a chemist of the fifteenth century, invented cristallo, a glass without colour. His family still owns a furnace on the island.

            The Museo del Vetro keeps more than 4,000 pieces of glass. It was founded in 1861 by Abbot Vincenzo Zanetti.
            """),
        ("bohemia.md", """
            ---
            title: How Bohemia overtook Venice
            publisher: Glass Quarterly
            ---

            Bohemian glass overtook Venetian glass in the seventeenth century, because it was harder. Angelo Barovier and his cristallo were the model that the Bohemians wanted to beat.

            The Venetian Republic forbade imports of Bohemian glass in vain. The Museo del Vetro shows Bohemian pieces beside those of Murano.
            """));

    public void Dispose() => _glass.Dispose();

    [Theory]
    [InlineData("What was General Cienfuegos accused of?")]
    [InlineData("How many pages of US evidence did Mexico publish?")]
    [InlineData("What restrictions did Mexico's Congress put on U.S. agents?")]
    [InlineData("Why did the DEA arrest General Cienfuegos?")]
    [InlineData("¿De qué fue acusado el general Cienfuegos?")]
    public async Task The_seeds_answer_what_is_suggested_with_something_new(string question)
    {
        await using var bot = await TestBot.StartAsync(RepositoryFiles.Seeds);

        await AssertAnsweredAsync(bot, await bot.AskAsync(question));
    }

    [Theory]
    [InlineData("Since when has glass been made on Murano?")]
    [InlineData("Who invented cristallo?")]
    [InlineData("When was the Museo del Vetro founded?")]
    public async Task A_corpus_of_another_subject_answers_what_is_suggested_with_something_new(string question)
    {
        await using var bot = await TestBot.StartAsync(_glass.Folder);

        await AssertAnsweredAsync(bot, await bot.AskAsync(question));
    }

    [Fact]
    public async Task A_name_another_source_and_a_summary_are_suggested()
    {
        await using var bot = await TestBot.StartAsync(RepositoryFiles.Seeds);

        var suggested = bot.FollowUps.Suggest(await bot.AskAsync("What was General Cienfuegos accused of?"), Enough);

        Assert.Collection(
            suggested,
            about => Assert.StartsWith("What is said about ", about, StringComparison.Ordinal),
            source => Assert.StartsWith("What does The Washington Post say about ", source, StringComparison.Ordinal),
            summary => Assert.StartsWith("Summarise “", summary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_an_answer_that_cites_nothing_there_is_nothing_to_follow_up()
    {
        await using var bot = await TestBot.StartAsync(_glass.Folder);

        Assert.Empty(bot.FollowUps.Suggest(await bot.AskAsync("Hello"), Enough));
        Assert.Empty(bot.FollowUps.Suggest(await bot.AskAsync("Who won the election in Peru?"), Enough));
    }

    [Fact]
    public async Task Without_time_nothing_is_suggested()
    {
        await using var bot = await TestBot.StartAsync(_glass.Folder);

        Assert.Empty(bot.FollowUps.Suggest(await bot.AskAsync("Who invented cristallo?"), TimeSpan.Zero));
    }

    [Fact]
    public async Task What_was_asked_before_is_not_suggested()
    {
        const string question = "What was General Cienfuegos accused of?";
        await using var bot = await TestBot.StartAsync(RepositoryFiles.Seeds);
        var first = await bot.AskAsync(question);
        var about = bot.FollowUps.Suggest(first, Enough).First(suggested => suggested.StartsWith("What is said", StringComparison.Ordinal));

        var second = await bot.AskAsync(question, about);

        Assert.DoesNotContain(about, bot.FollowUps.Suggest(second, Enough));
    }

    [Fact]
    public async Task Suggestions_are_in_the_language_of_the_question()
    {
        await using var bot = await TestBot.StartAsync(RepositoryFiles.Seeds);

        var suggested = bot.FollowUps.Suggest(await bot.AskAsync("¿De qué fue acusado el general Cienfuegos?"), Enough);

        Assert.NotEmpty(suggested);
        Assert.All(suggested, question => Assert.Equal(ReplyLanguage.Spanish, LanguageDetector.Detect(question[..Math.Min(question.Length, 20)])));
    }

    private static async Task AssertAnsweredAsync(TestBot bot, Answer answer)
    {
        Assert.Equal(AnswerKind.Cited, answer.Kind);
        var suggested = bot.FollowUps.Suggest(answer, Enough);
        Assert.InRange(suggested.Count, 1, 3);
        Assert.Equal(suggested.Distinct(), suggested);
        foreach (var question in suggested)
        {
            var next = await bot.Answerer.AnswerAsync(new Question(question) { History = [new(ConversationRole.User, answer.Question.Text), new(ConversationRole.Bot, answer.Text)] });
            Assert.True(next.Kind == AnswerKind.Cited, $"{question} → {next.Text}");
            Assert.Contains(next.Citations, citation => !answer.Citations.Any(shown => shown.Article == citation.Article && shown.Span.Overlaps(citation.Span)));
        }
    }
}
