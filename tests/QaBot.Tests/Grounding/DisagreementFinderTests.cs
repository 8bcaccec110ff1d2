using QaBot.Answering;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Grounding;

/// <summary>Small articles through the whole pipeline, with no model.</summary>
public sealed class DisagreementFinderTests
{
    [Theory]
    [InlineData("How many workers did Arden Mills employ in 2019?", "Arden Mills employed 4,200 workers in 2019.", "In 2019 Arden Mills employed 1,900 workers.", "4,200 workers in 2019", "1,900 workers")]
    [InlineData("How much did Tessaly spend on the canal?", "Tessaly spent $40 million on the canal.", "On the canal Tessaly spent $25 million.", "$40 million on the canal", "$25 million")]
    [InlineData("What percentage of voters in Tessaly backed the canal?", "In Tessaly 61% of voters backed the canal.", "The canal was backed by 48 percent of voters in Tessaly.", "61% of voters backed the canal", "48 percent of voters in Tessaly")]
    [InlineData("How many pages of evidence did Arden publish?", "Arden published 751 pages of U.S. evidence.", "Arden published 640 pages of evidence.", "751 pages of U.S. evidence", "640 pages of evidence")]
    [InlineData("How many eggs does a queen bee lay a day?", "A queen bee lays 1,200 eggs a day.", "Each day the queen bee lays 2,000 eggs.", "1,200 eggs a day", "2,000 eggs")]
    [InlineData("When was the Arden lighthouse built?", "The Arden lighthouse was built in 1871.", "Built in 1902, the Arden lighthouse is made of brick.", "1871", "1902")]
    [InlineData("When was Mira Solano born?", "Mira Solano (4 May 1921 – 9 June 1999) was a painter.", "Mira Solano, a painter, was born on 4 May 1923.", "4 May 1921", "4 May 1923")]
    [InlineData("When was the Arden bridge built?", "The Arden bridge was built in the 1250s.", "The Arden bridge was built 1271–75.", "1250s", "1271–75")]
    [InlineData("Who directed the film Stone Harbour?", "Stone Harbour is a film directed by Mira Solano.", "The film Stone Harbour was directed by the painter Otto Grahn.", "Mira Solano", "Otto Grahn")]
    public async Task Values_of_different_articles_that_differ_are_shown_side_by_side(string question, string one, string other, string firstValue, string otherValue)
    {
        var answer = await AskAsync(question, one, other);

        var values = Assert.Single(answer.Disagreements).Values;
        Assert.Equal([firstValue, otherValue], values.Select(value => value.Value).OrderBy(value => value == otherValue));
        Assert.All(values, value => Assert.Contains(value.Value, answer.Citations.Single(citation => citation.Number == value.Citation).Quote, StringComparison.Ordinal));
        Assert.Equal(2, values.Select(value => answer.Citations.Single(citation => citation.Number == value.Citation).Article).Distinct().Count());
    }

    [Theory]
    [InlineData("How many workers did Arden Mills employ?", "Arden Mills employed about 9,000 workers.", "Arden Mills employed 9,039 workers.")]
    [InlineData("How many workers did Arden Mills employ?", "Arden Mills employed 751 workers.", "The 751 workers that Arden Mills employed went home.")]
    [InlineData("How many workers did Arden Mills employ?", "Arden Mills employed more than 4,000 workers.", "Arden Mills employed 5,200 workers.")]
    [InlineData("How much did Tessaly spend on the canal?", "Tessaly spent $3 billion on the canal.", "Tessaly spent 3,000 million dollars on the canal.")]
    [InlineData("When was the Arden lighthouse built?", "The Arden lighthouse was built in 1871.", "The Arden lighthouse was built on 3 May 1871.")]
    [InlineData("When was the Arden lighthouse built?", "The Arden lighthouse was built in 1871–73.", "The Arden lighthouse was built in 1872.")]
    [InlineData("Who directed the film Stone Harbour?", "Stone Harbour is a film directed by Mira Solano.", "The film Stone Harbour was directed by M. Solano.")]
    public async Task Values_that_rounding_or_precision_explains_agree(string question, string one, string other)
    {
        Assert.Empty((await AskAsync(question, one, other)).Disagreements);
    }

    [Theory]
    [InlineData("How many workers did Arden Mills employ in 2019?", "Arden Mills employed 4,200 workers in 2019.", "Arden Mills employed 1,900 workers in 1960.")]
    [InlineData("How many workers did Arden Mills employ?", "Arden Mills employed 4,200 workers.", "Borley Mills employed 1,900 workers.")]
    [InlineData("How many workers did Arden Mills employ?", "Arden Mills employed 4,200 workers.", "Arden Mills employed 12 lawyers.")]
    [InlineData("How much did Tessaly spend on the canal?", "Tessaly spent $40 million on the canal.", "Tessaly spent 40% of its income on the canal.")]
    [InlineData("When was Mira Solano born?", "Mira Solano (4 May 1921 – 9 June 1999) was a painter.", "Mira Solano was a painter. Otto Grahn (2 March 1890 – 1 April 1950) taught her.")]
    [InlineData("When was the Arden lighthouse built?", "The Arden lighthouse was built in 1871.", "The Arden lighthouse burned down in 1902.")]
    [InlineData("When was the Arden lighthouse built?", "The Arden lighthouse was built in 1871.", "The Arden lighthouse stands on a hill. An adjacent shed was built in 1902.")]
    [InlineData("Who directed the film Stone Harbour?", "Stone Harbour is a film directed by Mira Solano.", "The film Stone Harbour was produced by Otto Grahn.")]
    [InlineData("How many pages did Arden publish?", "Arden published 751 pages.", "Arden turned the page because, as one Arden editor explained, all was published.")]
    [InlineData("How many eggs does a queen bee lay a day?", "A queen bee lays 1,200 eggs a day.", "A trout lays 400 eggs a day.")]
    [InlineData("How much does the repair of a bridge cost?", "The repair of a bridge costs $40 million.", "The repair of a road costs $2 million.")]
    [InlineData("When is the honey harvested?", "The honey is harvested in 1871 at the latest.", "The wheat was harvested in 1902.")]
    [InlineData("What is the population of Borley?", "The population of Borley was 4,411 in 2010.", "Borley has an area of 63.79 sq mi and a population density of 88.2 people per square mile.")]
    [InlineData("What is the population of Borley?", "The population of Borley was 4,411 in 2010.", "The population of Borley lives in 192 households.")]
    [InlineData("Why did Arden Mills dismiss workers?", "Arden Mills dismissed 4,200 workers because orders fell.", "Arden Mills dismissed 1,900 workers because orders fell.")]
    public async Task Values_of_something_else_are_no_disagreement(string question, string one, string other)
    {
        Assert.Empty((await AskAsync(question, one, other)).Disagreements);
    }

    [Fact]
    public async Task What_the_sides_are_about_is_said_without_saying_a_word_again()
    {
        var answer = await AskAsync(
            "When was the Arden lighthouse built?", "Arden Lighthouse (Borley) The Arden Lighthouse in Borley was built in 1871.", "Arden Lighthouse (Borley) The Arden Lighthouse in Borley was built in 1902.");

        Assert.Equal("Arden Lighthouse … built", Assert.Single(answer.Disagreements).About);
    }

    [Fact]
    public async Task An_article_that_states_both_values_does_not_disagree()
    {
        var answer = await AskAsync(
            "How many workers did Arden Mills employ?", "Arden Mills employed 4,200 workers.", "Arden Mills employed 1,900 workers.\n\nLater Arden Mills employed 4,200 workers.");

        Assert.Empty(answer.Disagreements);
    }

    [Fact]
    public async Task One_article_cannot_disagree_with_itself()
    {
        Assert.Empty((await AskAsync("How many workers did Arden Mills employ?", "Arden Mills employed 4,200 workers.\n\nArden Mills employed 1,900 workers.")).Disagreements);
    }

    [Fact]
    public async Task A_side_that_the_draft_left_out_is_added_as_a_claim_in_the_words_of_its_source()
    {
        using var corpus = Corpus("Arden Mills employed 4,200 workers.", "Arden Mills employed 1,900 workers.");
        await using var bot = await TestBot.StartAsync(corpus.Folder, new ScriptedChatClient("Arden Mills employed 4,200 workers [1]."), Answering);
        var released = new List<AnswerUpdate>();
        await foreach (var update in bot.Answerer.StreamAsync(new Question("How many workers did Arden Mills employ?")))
            released.Add(update);

        var answer = Assert.IsType<AnswerCompleted>(released[^1]).Answer;
        Assert.Equal(["Arden Mills employed 1,900 workers.", "Arden Mills employed 4,200 workers."], answer.Claims.Select(claim => claim.Text.TrimEnd('.') + ".").Order(StringComparer.Ordinal));
        Assert.Equal(2, Assert.Single(answer.Disagreements).Values.Count);
        Assert.Equal(answer.Text, string.Concat(released.OfType<TextReleased>().Select(text => text.Text)));
        Assert.Contains(Phrasebook.For(ReplyLanguage.English).AnotherSourceDiffers, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_set_against_an_answer_that_states_no_side()
    {
        using var corpus = Corpus("Arden Mills employed 4,200 workers. It closed on Sundays.", "Arden Mills employed 1,900 workers.");
        await using var bot = await TestBot.StartAsync(corpus.Folder, new ScriptedChatClient("It closed on Sundays."), Answering);

        var answer = await bot.AskAsync("How many workers did Arden Mills employ?");

        Assert.Empty(answer.Disagreements);
        Assert.Single(answer.Claims);
    }

    private static readonly (string, string)[] Answering = [("Answering:RefuseBelow", "0")];

    private static TestCorpus Corpus(params string[] articles) => new([.. articles.Select((text, i) => ($"{(char)('a' + i)}.txt", text))]);

    private static async Task<Answer> AskAsync(string question, params string[] articles)
    {
        using var corpus = Corpus(articles);
        await using var bot = await TestBot.StartAsync(corpus.Folder, client: null, Answering);
        return await bot.AskAsync(question);
    }
}
