using QaBot.Answering;
using QaBot.Articles;
using QaBot.Retrieval;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Answering;

public class SourceSelectorTests
{
    private static readonly Article[] s_articles =
    [
        TestArticles.Of("a", "001_ab12.txt", author: "Vera Fell-Bron", publisher: "The Brook Institution", aliases: "Brook"),
        TestArticles.Of("b", "bees.txt", title: "How Bees Dance", publisher: "Morning Post"),
        TestArticles.Of("c", "wasps.txt", title: "Wasps", publisher: "Evening Post"),
    ];

    private readonly SourceSelector _selector = new(new Analyzer());

    [Theory]
    [InlineData("According to Brook, what should the city do?", "what should the city do", "001_ab12.txt")]
    [InlineData("What should the city do, according to the Brook Institution?", "What should the city do", "001_ab12.txt")]
    [InlineData("Summarise the Morning Post article", "Summarise", "bees.txt")]
    [InlineData("What does Fell-Bron recommend?", null, "001_ab12.txt")]
    [InlineData("What does the Evening Post say about stings?", null, "wasps.txt")]
    [InlineData("summarize the article \"How Bees Dance\"", null, "bees.txt")]
    [InlineData("Summarise article 001", null, "001_ab12.txt")]
    [InlineData("summary of wasps.txt please", null, "wasps.txt")]
    [InlineData("¿Qué recomienda Brook?", null, "001_ab12.txt")]
    [InlineData("¿Qué dice el Morning Post sobre las abejas?", null, "bees.txt")]
    [InlineData("Según Brook, ¿qué debe hacer la ciudad?", null, "001_ab12.txt")]
    public void A_question_that_names_its_source_is_limited_to_it(string question, string? rest, string article)
    {
        var selection = _selector.Select(question, s_articles);

        Assert.Equal([article], selection.Articles ?? throw new InvalidOperationException("No source was recognised."));
        if (rest is not null)
            Assert.Equal(rest, selection.Question.TrimEnd('?', ' ', ','), ignoreCase: true);
    }

    [Theory]
    [InlineData("Do wasps sting?")]
    [InlineData("Who delivers the morning post?")]
    [InlineData("According to prosecutors, who did it?")]
    [InlineData("Is there a brook in the city?")]
    public void A_name_that_is_not_used_as_a_source_limits_nothing(string question)
    {
        var selection = _selector.Select(question, s_articles);

        Assert.Null(selection.Articles);
        Assert.Equal(question, selection.Question);
    }

    [Fact]
    public void A_source_is_known_as_soon_as_it_is_there_and_no_longer_than_that()
    {
        const string question = "What does the Evening Post say about stings?";
        var others = s_articles.Where(article => article.Name != "wasps.txt").ToList();

        Assert.Null(_selector.Select(question, others).Articles);
        Assert.Equal(["wasps.txt"], _selector.Select(question, s_articles).Articles!);
        Assert.Null(_selector.Select(question, others).Articles);
    }
}
