using QaBot.Tests.Fakes;

namespace QaBot.Tests.Answering;

public sealed class SpokenWordsTests : IDisposable
{
    private readonly TestCorpus _corpus = new(
        ("a.txt", "The harbour of Orn\n\nMany told Ada Quill, the mayor, what they think of the plan to dig the harbour of Orn. “Digging is a waste,” Quill said. “It helps nobody.”\n\nOtto Grahn said that the plan for the harbour was sound."),
        ("b.txt", "The harbour of Orn was dug in 1870. “We paid for it. We want to use it,” said the painter Mira Solano."));

    public void Dispose() => _corpus.Dispose();

    [Theory]
    [InlineData("What does Ada Quill think of the plan to dig the harbour of Orn?", "“Digging is a waste,” Quill said.", "“It helps nobody.”")]
    [InlineData("What is said about the harbour according to Otto Grahn?", "Otto Grahn said that the plan for the harbour was sound.")]
    [InlineData("What does Mira Solano say about the harbour of Orn?", "“We paid for it.", "We want to use it,” said the painter Mira Solano.")]
    [InlineData("¿Qué opina Otto Grahn del puerto?", "Otto Grahn said that the plan for the harbour was sound.")]
    public async Task What_somebody_thinks_is_answered_with_that_persons_words(string question, params string[] words)
    {
        await using var bot = await TestBot.StartAsync(_corpus.Folder, client: null, ("Answering:RefuseBelow", "0"));

        var answer = await bot.AskAsync(question);

        Assert.Equal(words.Order(StringComparer.Ordinal), answer.Claims.Select(claim => claim.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_words_of_the_person_the_best_sentences_answer()
    {
        await using var bot = await TestBot.StartAsync(_corpus.Folder, client: null, ("Answering:RefuseBelow", "0"));

        Assert.NotEmpty((await bot.AskAsync("What does Orn think of the harbour?")).Claims);
    }
}
