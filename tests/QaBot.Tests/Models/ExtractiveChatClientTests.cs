using Microsoft.Extensions.AI;
using QaBot.Answering;
using QaBot.Articles;
using QaBot.Grounding;
using QaBot.Models;
using QaBot.Models.Extractive;
using QaBot.Retrieval;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Models;

public sealed class ExtractiveChatClientTests : IDisposable
{
    private static readonly Article s_bees = TestArticles.Of(
        "Bees dance to show the way. The waggle dance was decoded by Karl von Frisch in 1944. It earned him a Nobel Prize. A hive has about 40,000 bees.",
        "bees.txt",
        title: "How Bees Dance");

    private static readonly Article s_wasps = TestArticles.Of("Wasps build nests of paper. A nest of wasps has up to 10,000 wasps.", "wasps.txt", title: "Wasps");

    private static readonly Article s_parks = TestArticles.Of(
        "The old city along the river keeps forty parks with wooden benches. Every park closes before sunset because gardeners leave their work early. "
        + "The city should open these parks during summer nights with better lighting. Every quarter along the river needs to receive another garden before winter comes.",
        "parks.txt");

    private readonly ExtractiveChatClient _client = new(new SentenceRanker(new Analyzer(), Bm25Index.Empty, new Thesaurus(new Analyzer())), new CitationVerifier(new Analyzer()));

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("Who decoded the waggle dance?", "The waggle dance was decoded by Karl von Frisch in 1944. [1]")]
    [InlineData("How many bees are in a hive?", "A hive has about 40,000 bees. [1]")]
    [InlineData("What do wasps build nests of?", "Wasps build nests of paper. [2]")]
    public async Task It_answers_with_a_sentence_of_the_passages_to_the_letter_and_its_number(string question, string expected) =>
        Assert.StartsWith(expected, await AskAsync(Prompt("Answer.", question)), StringComparison.Ordinal);

    [Fact]
    public async Task The_wording_and_the_order_of_the_prompt_change_nothing()
    {
        const string question = "Who decoded the waggle dance?";
        var usual = await AskAsync(Prompt("Answer from the passages, and cite them.", question));

        Assert.Equal(usual, await AskAsync(Prompt("Sé breve. Wasps! Who are you?", question)));
        Assert.Equal(usual, await AskAsync([new ChatMessage(ChatRole.User, EvidenceMarkup.Write(new StandaloneQuery(question)) + "\nlater\n" + Evidence() + "end")]));
        Assert.Equal(usual, await AskAsync([new ChatMessage(ChatRole.User, Evidence()), new ChatMessage(ChatRole.System, "x"), new ChatMessage(ChatRole.User, EvidenceMarkup.Write(new StandaloneQuery(question)))]));
    }

    [Fact]
    public async Task A_sentence_that_points_back_brings_the_one_before_it() =>
        Assert.StartsWith(
            "The waggle dance was decoded by Karl von Frisch in 1944. [1]\nIt earned him a Nobel Prize. [1]",
            await AskAsync(Prompt("Answer.", "What earned him a Nobel Prize?")),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_long_sentence_before_it_comes_after_one_that_points_back()
    {
        const string before = "The frames of the hive, which the keepers lift out one by one on the first dry morning of the season, carry honey along the upper edge and brood below it.";
        const string answer = "Such frames rest on two narrow ledges that are cut into the wood of the box, so that the bees can pass around every one of them.";
        var article = TestArticles.Of($"{before} {answer}", "frames.txt", title: "Frames");
        var evidence = EvidenceMarkup.Write([new EvidencePassage(1, article, new TextSpan(0, article.Text.Length), 1)]);

        var reply = await AskAsync([new ChatMessage(ChatRole.User, evidence + EvidenceMarkup.Write(new StandaloneQuery("What ledges do the frames rest on?")))]);

        Assert.StartsWith($"{answer} [1]\n{before} [1]\n", reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("When was the dance floor first filmed?", AnswerType.Time)]
    [InlineData("Who was arrested, and when?", AnswerType.Time)]
    [InlineData("I wonder when the hive was opened.", AnswerType.Time)]
    [InlineData("When bees leave the hive, how many go?", AnswerType.Number)]
    [InlineData("What do the bees lose when they swarm?", AnswerType.Any)]
    [InlineData("Who keeps bees where it rains?", AnswerType.Person)]
    public void A_clause_that_says_when_or_where_asks_for_neither(string question, AnswerType type)
    {
        var analyzer = new Analyzer();

        Assert.Equal(type, QuestionProfile.Of(question, null, analyzer, Bm25Index.Empty, new Thesaurus(analyzer)).Type);
    }

    [Theory]
    [InlineData("Summarise the articles in two sentences.", 2)]
    [InlineData("Sum up: overview in 3 points", 3)]
    [InlineData("Resumen en una frase", 1)]
    [InlineData("Summarise the articles.", 4)]
    public async Task A_summary_is_as_long_as_asked(string question, int sentences) =>
        Assert.Equal(sentences, (await AskParksAsync(question)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

    [Theory]
    [InlineData("What does recommend?")]
    [InlineData("What are the main proposals?")]
    public async Task What_a_source_recommends_are_the_sentences_that_say_what_is_to_be_done(string question)
    {
        var lines = (await AskParksAsync(question)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(2, lines.Length);
        Assert.StartsWith("The city should open", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Every quarter", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_that_answers_comes_before_the_sentence_that_gives_it()
    {
        const string sentence = "The dance floor of the hive, where the foragers meet when they come home with pollen on their legs, was first filmed on June 5, 1938.";
        var article = TestArticles.Of(sentence, "film.txt", title: "Film");
        var evidence = EvidenceMarkup.Write([new EvidencePassage(1, article, new TextSpan(0, sentence.Length), 1)]);

        var reply = await AskAsync([new ChatMessage(ChatRole.User, evidence + EvidenceMarkup.Write(new StandaloneQuery("When was the dance floor first filmed?")))]);

        Assert.Equal($"June 5, 1938 [1]\n{sentence} [1]\n", reply);
    }

    [Fact]
    public async Task A_date_that_somebody_only_alleges_is_given_with_who_says_so()
    {
        const string sentence = "Prosecutors alleged that the dance floor of the hive, where the foragers meet when they come home, was first filmed on June 5, 1938.";
        var article = TestArticles.Of(sentence, "film.txt", title: "Film");
        var evidence = EvidenceMarkup.Write([new EvidencePassage(1, article, new TextSpan(0, sentence.Length), 1)]);

        var reply = await AskAsync([new ChatMessage(ChatRole.User, evidence + EvidenceMarkup.Write(new StandaloneQuery("When was the dance floor first filmed?")))]);

        Assert.Equal($"{sentence} [1]\n", reply);
    }

    [Fact]
    public async Task A_summary_keeps_the_order_of_the_text()
    {
        var lines = (await AskAsync(Prompt("Answer.", "Summarise the articles"))).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var places = lines.Select(line => (s_bees.Text + s_wasps.Text).IndexOf(line[..line.LastIndexOf(" [", StringComparison.Ordinal)], StringComparison.Ordinal)).ToList();
        Assert.All(places, place => Assert.True(place >= 0));
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public async Task Words_of_the_conversation_help_a_question_that_leans_on_it()
    {
        var prompt = new ChatMessage(ChatRole.User, Evidence() + EvidenceMarkup.Write(new StandaloneQuery("And how many?", "wasps nest")));

        Assert.StartsWith("A nest of wasps has up to 10,000 wasps. [2]", await AskAsync([prompt]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no blocks at all")]
    [InlineData("<question>Who?</question>")]
    [InlineData("<passage n=\"1\" title=\"t\">\nwords\n</passage>")]
    public async Task Without_passages_or_question_it_abstains(string prompt) =>
        Assert.Equal(DraftParser.AbstainMarker, await AskAsync([new ChatMessage(ChatRole.User, prompt)]));

    [Fact]
    public async Task It_abstains_when_no_sentence_has_a_word_of_the_question() =>
        Assert.Equal(DraftParser.AbstainMarker, await AskAsync(Prompt("Answer.", "Quantum entanglement?")));

    [Fact]
    public async Task The_whole_response_is_the_stream_put_together()
    {
        var messages = Prompt("Answer.", "How many bees are in a hive?");

        Assert.Equal(await AskAsync(messages), (await _client.GetResponseAsync(messages)).Text);
    }

    [Fact]
    public void It_says_what_it_is() =>
        Assert.Equal(ExtractiveChatClient.ModelName, ((ChatClientMetadata?)_client.GetService(typeof(ChatClientMetadata)))?.DefaultModelId);

    private static ChatMessage[] Prompt(string instruction, string question) =>
    [
        new(ChatRole.System, instruction),
        new(ChatRole.User, Evidence() + "\n\n" + EvidenceMarkup.Write(new StandaloneQuery(question))),
    ];

    private Task<string> AskParksAsync(string question)
    {
        var evidence = EvidenceMarkup.Write([new EvidencePassage(1, s_parks, new TextSpan(0, s_parks.Text.Length), 1)]);
        return AskAsync([new ChatMessage(ChatRole.User, evidence + EvidenceMarkup.Write(new StandaloneQuery(question)))]);
    }

    private static string Evidence() => EvidenceMarkup.Write(
    [
        new EvidencePassage(1, s_bees, new TextSpan(0, s_bees.Text.Length), 2),
        new EvidencePassage(2, s_wasps, new TextSpan(0, s_wasps.Text.Length), 1),
    ]);

    private async Task<string> AskAsync(IEnumerable<ChatMessage> messages)
    {
        var text = "";
        await foreach (var update in _client.GetStreamingResponseAsync(messages))
            text += update.Text;
        return text;
    }
}
