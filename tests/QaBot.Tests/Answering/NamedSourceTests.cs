using QaBot.Answering;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Answering;

public sealed class NamedSourceTests : IDisposable
{
    private readonly TestCorpus _corpus = new(
        ("a.txt", "The harbour of Orn\n\nMayor Ada Quill said that the harbour of Orn must be dug. The Morning Herald praised the times of the old harbour."),
        ("b.txt", "The harbour of Orn was dug in 1870 by order of the king."));

    public void Dispose() => _corpus.Dispose();

    [Theory]
    [InlineData("What does the Evening Times write about the harbour of Orn?", "Evening Times")]
    [InlineData("According to the Borley Herald, when was the harbour of Orn dug?", "Borley Herald")]
    [InlineData("According to Zimmer, when was the harbour of Orn dug?", "Zimmer")]
    [InlineData("¿Qué dice Zimmer sobre el puerto de Orn?", "Zimmer")]
    public async Task What_somebody_unknown_says_is_not_answered_with_what_others_say(string question, string source)
    {
        await using var bot = await TestBot.StartAsync(_corpus.Folder, client: null, ("Answering:RefuseBelow", "0"));

        var answer = await bot.AskAsync(question);

        Assert.True(answer.Refused, answer.Text);
        Assert.Contains(source, answer.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("What does Ada Quill say about the harbour of Orn?")]
    [InlineData("What does President Ada B. Quill say about the harbour of Orn?")]
    [InlineData("What does the Morning Herald write about the harbour of Orn?")]
    [InlineData("According to b.txt, when was the harbour of Orn dug?")]
    [InlineData("According to the mayor, what must be done with the harbour of Orn?")]
    public async Task Whom_an_article_speaks_of_can_be_asked_about(string question)
    {
        await using var bot = await TestBot.StartAsync(_corpus.Folder, client: null, ("Answering:RefuseBelow", "0"));

        Assert.Equal(AnswerKind.Cited, (await bot.AskAsync(question)).Kind);
    }
}
