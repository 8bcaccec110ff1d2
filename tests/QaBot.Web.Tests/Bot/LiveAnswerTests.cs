using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;
using QaBot.Answering;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot;

/// <summary>Answers as they reach a client that shows them while they are being written.</summary>
public sealed class LiveAnswerTests : IAsyncLifetime
{
    private const string Question = "When was the lighthouse of Norrland built?";
    private const string First = "The lighthouse of Norrland was built in 1874 [1].\n";
    private const string Second = "Its keeper wrote a diary of 400 pages [1].\n";

    private readonly TestFolder _folder = new TestFolder().WithArticle(
        "lighthouse.txt", "The lighthouse of Norrland was built in 1874.\n\nIts keeper, Alma Strand, wrote a diary of 400 pages.");

    private FakeConnector _connector = null!;

    public async Task InitializeAsync() => _connector = await FakeConnector.StartAsync();

    public async Task DisposeAsync()
    {
        await _connector.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_being_done_comes_first_then_each_claim_when_it_is_released_then_the_whole()
    {
        var model = new PiecemealModel();
        await using var host = await BotHost.StartAsync(_folder, model);

        (await host.PostAsync(Activities.WebChat(Question, _connector.Url, id: "q1"))).Dispose();
        var informative = await _connector.NextAsync();
        model.Write(First + "Its keeper wrote");
        var chunk = await _connector.NextAsync();
        model.Write(Second["Its keeper wrote".Length..]);
        var longer = await _connector.NextAsync();
        model.Complete();
        var final = await _connector.NextAsync();
        await host.StopAsync();

        var stream = (string?)informative["id"];
        AssertTyping(informative, "informative", 1, null);
        Assert.Equal("Searching 1 article…", (string?)informative["text"]);
        AssertTyping(chunk, "streaming", 2, stream);
        Assert.Equal("The lighthouse of Norrland was built in 1874. [1]", ((string?)chunk["text"])!.TrimEnd());
        AssertTyping(longer, "streaming", 3, stream);
        Assert.StartsWith((string)chunk["text"]!, (string?)longer["text"], StringComparison.Ordinal);
        Assert.Contains("400 pages", (string?)longer["text"], StringComparison.Ordinal);
        Assert.Equal("message", (string?)final["type"]);
        Assert.Equal("q1", (string?)final["replyToId"]);
        Assert.Equal("final", (string?)final["channelData"]!["streamType"]);
        Assert.Equal(stream, (string?)final["channelData"]!["streamId"]);
        Assert.Equal(2, final["channelData"]!["qabot"]!["claims"]!.Count());
        Assert.False((bool)final["channelData"]!["qabot"]!["stopped"]!);
        Assert.StartsWith((string)longer["text"]!, (string?)final["text"], StringComparison.Ordinal);
        Assert.Empty(_connector.Rest());
    }

    [Fact]
    public async Task Claims_that_are_released_in_quick_succession_share_a_chunk()
    {
        var model = new PiecemealModel();
        await using var host = await BotHost.StartAsync(_folder, model, ("Bot:StreamInterval", "00:00:10"));

        (await host.PostAsync(Activities.WebChat(Question, _connector.Url))).Dispose();
        await _connector.NextAsync();
        model.Write(First);
        AssertTyping(await _connector.NextAsync(), "streaming", 2, null, anyStream: true);
        for (var i = 0; i < 5; i++)
            model.Write(Second);
        model.Complete();

        Assert.Equal("message", (string?)(await _connector.NextAsync())["type"]);
    }

    [Fact]
    public async Task A_channel_that_gives_no_id_gets_one_message_and_no_stream()
    {
        _connector.GivesIds = false;
        await using var host = await BotHost.StartAsync(_folder);

        (await host.PostAsync(Activities.WebChat(Question, _connector.Url))).Dispose();
        var informative = await _connector.NextAsync();
        var message = await _connector.NextAsync();

        AssertTyping(informative, "informative", 1, null);
        Assert.Equal("message", (string?)message["type"]);
        Assert.Null(message["channelData"]!["streamId"]);
        Assert.Null(message["channelData"]!["streamType"]);
        Assert.Contains("1874", (string?)message["text"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("streaming")]
    [InlineData("informative")]
    public async Task A_part_that_cannot_be_sent_does_not_keep_back_the_answer(string refused)
    {
        var model = new PiecemealModel();
        _connector.Decide = (activity, _) => Task.FromResult((string?)activity["channelData"]?["streamType"] == refused ? 403 : 200);
        await using var host = await BotHost.StartAsync(_folder, model);

        (await host.PostAsync(Activities.WebChat(Question, _connector.Url))).Dispose();
        model.Write(First);
        await Wait.UntilAsync(() => _connector.Attempts.Any(activity => (string?)activity["channelData"]?["streamType"] == refused));
        model.Complete();
        var message = await _connector.NextMessageAsync();

        Assert.Contains("1874", (string?)message["text"], StringComparison.Ordinal);
        Assert.Equal(refused == "streaming", message["channelData"]!["streamId"] is not null);
    }

    [Fact]
    public async Task A_part_that_was_not_taken_is_sent_again_though_nothing_more_is_written()
    {
        var model = new PiecemealModel();
        var refusals = 0;
        _connector.Decide = (activity, _) =>
            Task.FromResult((string?)activity["channelData"]?["streamType"] == "streaming" && Interlocked.Increment(ref refusals) <= 2 ? 403 : 200);
        await using var host = await BotHost.StartAsync(_folder, model, ("Bot:StreamInterval", "00:00:00.01"));

        (await host.PostAsync(Activities.WebChat(Question, _connector.Url))).Dispose();
        await _connector.NextAsync();
        model.Write(First);
        var chunk = await _connector.NextAsync();

        AssertTyping(chunk, "streaming", 4, null, anyStream: true);
        Assert.Contains("1874", (string?)chunk["text"], StringComparison.Ordinal);
        model.Complete();
        Assert.Equal("message", (string?)(await _connector.NextAsync())["type"]);
    }

    [Fact]
    public async Task Replies_that_are_expected_in_the_response_are_not_streamed()
    {
        await using var host = await BotHost.StartAsync(_folder);

        var reply = Assert.Single(await host.AskAsync(Activities.WebChat(Question, _connector.Url)));

        Assert.Null(reply["channelData"]!["streamType"]);
        Assert.Matches("\n\\[1\\]: http://127\\.0\\.0\\.1:[0-9]+/sources/lighthouse\\.txt\\S+ \"lighthouse.txt\"", (string?)reply["text"]);
        Assert.Empty(_connector.Attempts);
    }

    [Fact]
    public async Task Who_waits_for_an_answer_that_cannot_be_finished_is_told_in_its_place()
    {
        var model = new PiecemealModel();
        await using var host = await BotHost.StartAsync(_folder, model, ("Bot:DrainTime", "00:00:00.1"));

        (await host.PostAsync(Activities.WebChat(Question, _connector.Url))).Dispose();
        var informative = await _connector.NextAsync();
        await model.Asked;
        await host.StopAsync();
        var final = await _connector.NextMessageAsync();

        Assert.Contains("restarted", (string?)final["text"], StringComparison.Ordinal);
        Assert.Equal((string?)informative["id"], (string?)final["channelData"]!["streamId"]);
    }

    [Fact]
    public async Task The_language_of_what_is_being_done_is_that_of_the_question()
    {
        await using var host = await BotHost.StartAsync(_folder);

        (await host.PostAsync(Activities.WebChat("¿Cuándo se construyó el faro de Norrland?", _connector.Url))).Dispose();

        Assert.Equal("Buscando en 1 artículo…", (string?)(await _connector.NextAsync())["text"]);
    }

    [Fact]
    public async Task What_was_shown_of_an_answer_that_fails_gives_place_to_an_apology()
    {
        var model = new PiecemealModel();
        await using var host = await BotHost.StartWithAsync(
            _folder,
            services => services.Replace(ServiceDescriptor.Singleton<IChatClient>(model)).AddSingleton<ILogger<DraftWriter>, BrokenLogger<DraftWriter>>());
        (await host.PostAsync(Activities.WebChat(Question, _connector.Url))).Dispose();
        var informative = await _connector.NextAsync();
        model.Write(First);
        await _connector.NextAsync();

        model.Fail(new InvalidOperationException());
        var final = await _connector.NextMessageAsync();
        await host.StopAsync();

        Assert.Contains("Sorry", (string?)final["text"], StringComparison.Ordinal);
        Assert.Equal((string?)informative["id"], (string?)final["channelData"]!["streamId"]);
        Assert.Empty(_connector.Rest());
    }

    private static void AssertTyping(JObject activity, string streamType, int sequence, string? stream, bool anyStream = false)
    {
        Assert.Equal("typing", (string?)activity["type"]);
        Assert.Equal(streamType, (string?)activity["channelData"]!["streamType"]);
        Assert.Equal(sequence, (int)activity["channelData"]!["streamSequence"]!);
        if (!anyStream)
            Assert.Equal(stream, (string?)activity["channelData"]!["streamId"]);
    }
}
