using QaBot.Tests.Fakes;

namespace QaBot.Tests.Answering;

public sealed class SourceBySourceTests : IDisposable
{
    private readonly TestCorpus _corpus = new(
        ("a.txt", "The harbour of Orn was dug in 1870. The harbour of Orn is deep. The harbour of Orn is large. The harbour of Orn brings trade."),
        ("b.txt", "Fishermen call the harbour of Orn a nuisance. It was never their wish."),
        ("c.txt", "Ships from the south keep away from the harbour of Orn in winter."),
        ("d.txt", "The library of Tarn holds 9,000 maps."));

    public void Dispose() => _corpus.Dispose();

    [Theory]
    [InlineData("What do the articles say about the harbour of Orn?")]
    [InlineData("Which articles mention the harbour of Orn?")]
    public async Task What_several_sources_say_is_answered_from_each(string question)
    {
        await using var bot = await TestBot.StartAsync(_corpus.Folder);

        var answer = await bot.AskAsync(question);

        Assert.Equal(["a.txt", "b.txt", "c.txt"], answer.Citations.Select(citation => citation.Article.Name).Order(StringComparer.Ordinal));
        new AnswerCheck(_corpus.Folder).Holds(answer);
    }

    [Theory]
    [InlineData("Is the harbour of Orn deep or a nuisance?", "a.txt", "b.txt")]
    [InlineData("Is the harbour of Orn a blessing or a nuisance?", "b.txt")]
    public async Task A_choice_is_answered_from_each_source_that_takes_a_side(string question, params string[] articles)
    {
        await using var bot = await TestBot.StartAsync(_corpus.Folder);

        Assert.Equal(articles, (await bot.AskAsync(question)).Citations.Select(citation => citation.Article.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_source_is_named_before_its_words()
    {
        _corpus.Write("e.txt", "The End of a Harbour\n\nThe harbour of Orn is finished, and nobody mourns it.\n");
        await using var bot = await TestBot.StartAsync(_corpus.Folder);

        var answer = await bot.AskAsync("What do the articles say about the harbour of Orn?");

        Assert.Contains("The End of a Harbour:\nThe harbour of Orn is finished, and nobody mourns it. [", answer.Text, StringComparison.Ordinal);
        new AnswerCheck(_corpus.Folder).Holds(answer);
    }

    [Fact]
    public async Task One_source_that_speaks_of_it_is_cited_as_often_as_need_be()
    {
        await using var bot = await TestBot.StartAsync(_corpus.Folder);

        var answer = await bot.AskAsync("What do the articles say about the library of Tarn?");

        Assert.Equal(["d.txt"], answer.Citations.Select(citation => citation.Article.Name));
    }
}
