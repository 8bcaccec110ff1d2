using QaBot.Web.Bot;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot;

public sealed class StopWordTests : IAsyncLifetime, IDisposable
{
    private const string Question = "When was the lighthouse of Norrland built?";

    private readonly TestFolder _folder = new TestFolder().WithArticle("lighthouse.txt", "The lighthouse of Norrland was built in 1874.");
    private readonly PiecemealModel _model = new();
    private FakeConnector _connector = null!;

    public async Task InitializeAsync() => _connector = await FakeConnector.StartAsync();

    public async Task DisposeAsync() => await _connector.DisposeAsync();

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("stop", true)]
    [InlineData("  Stop! ", true)]
    [InlineData("/stop", true)]
    [InlineData("¡Para!", true)]
    [InlineData("detente.", true)]
    [InlineData("stop it", false)]
    [InlineData("Where did they stop?", false)]
    [InlineData("para qué", false)]
    [InlineData("stop?", false)]
    [InlineData("", false)]
    public void A_stop_word_stands_alone(string text, bool isStop) => Assert.Equal(isStop, StopWords.Are(text));

    [Theory]
    [InlineData("stop")]
    [InlineData("/stop")]
    [InlineData("Detente")]
    public async Task A_stop_word_stops_the_answer_under_way_and_is_no_question(string word)
    {
        await using var host = await BotHost.StartAsync(_folder, _model);
        await SayAsync(host, Question, "q1");
        await _model.Asked;

        await SayAsync(host, word, "s1");
        var reply = await _connector.NextMessageAsync();
        await _model.Cancelled;
        await SayAsync(host, word, "s1");
        await host.StopAsync();

        Assert.Equal("q1", (string?)reply["replyToId"]);
        Assert.Equal("Stopped.", (string?)reply["text"]);
        Assert.DoesNotContain(_connector.Rest(), activity => (string?)activity["type"] == "message");
    }

    [Fact]
    public async Task A_stop_word_stops_an_answer_that_waits_its_turn()
    {
        await using var host = await BotHost.StartAsync(_folder, _model, ("Bot:ConcurrentTurns", "1"));
        await SayAsync(host, Question, "q1", "first");
        await _model.Asked;
        await SayAsync(host, Question, "q2", "second");

        await SayAsync(host, "stop", "s1", "second");
        _model.Write("The lighthouse of Norrland was built in 1874 [1].\n");
        _model.Complete();

        Assert.Contains("1874", (string?)(await _connector.NextMessageAsync())["text"], StringComparison.Ordinal);
        Assert.Equal("Stopped.", (string?)(await _connector.NextMessageAsync())["text"]);
    }

    [Theory]
    [InlineData("stop", "I am not answering anything")]
    [InlineData("para", "no estoy respondiendo")]
    public async Task With_nothing_under_way_it_is_said_so(string word, string reply)
    {
        await using var host = await BotHost.StartAsync(_folder);

        await SayAsync(host, word, "s1");

        Assert.Contains(reply, (string?)(await _connector.NextMessageAsync())["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_conversations_answer_goes_on()
    {
        await using var host = await BotHost.StartAsync(_folder, _model);
        await SayAsync(host, Question, "q1", "first");
        await _model.Asked;

        await SayAsync(host, "stop", "s1", "second");
        Assert.Equal("second", (string?)(await _connector.NextMessageAsync())["conversation"]!["id"]);
        _model.Write("The lighthouse of Norrland was built in 1874 [1].\n");
        _model.Complete();

        Assert.Contains("1874", (string?)(await _connector.NextMessageAsync())["text"], StringComparison.Ordinal);
    }

    private async Task SayAsync(BotHost host, string text, string id, string conversation = "c1") =>
        (await host.PostAsync(Activities.Message(text, _connector.Url, id, conversation))).Dispose();
}
