using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using QaBot.Review;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot;

public sealed class StopTests : IAsyncLifetime, IDisposable
{
    private const string Question = "When was the lighthouse of Norrland built?";
    private const string Claim = "The lighthouse of Norrland was built in 1874 [1].\n";

    private readonly PiecemealModel _model = new();
    private readonly TestFolder _folder = new TestFolder().WithArticle(
        "lighthouse.txt", "The lighthouse of Norrland was built in 1874.\n\nIts keeper, Alma Strand, wrote a diary of 400 pages.");

    private FakeConnector _connector = null!;

    public async Task InitializeAsync() => _connector = await FakeConnector.StartAsync();

    public async Task DisposeAsync() => await _connector.DisposeAsync();

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_released_stays_and_is_said_to_be_stopped()
    {
        await using var host = await BotHost.StartAsync(_folder, _model);
        await AskAsync(host);
        _model.Write(Claim + "Its keeper was");
        await ChunkAsync();

        await StopAsync(host);
        var final = await _connector.NextMessageAsync();
        await _model.Cancelled;

        var details = final["channelData"]!["qabot"]!;
        Assert.True((bool)details["stopped"]!);
        Assert.Equal("supported", (string?)Assert.Single(details["claims"]!)["verdict"]);
        Assert.Equal(1, (int)Assert.Single(details["citations"]!)["n"]!);
        Assert.Equal("final", (string?)final["channelData"]!["streamType"]);
        Assert.Contains("built in 1874. [1]", (string?)final["text"], StringComparison.Ordinal);
        Assert.Contains("(Stopped here.)", (string?)final["text"], StringComparison.Ordinal);
        Assert.DoesNotContain("keeper", (string?)final["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_shown_is_recorded_as_stopped()
    {
        await using var host = await BotHost.StartAsync(_folder, _model);
        await AskAsync(host);
        _model.Write(Claim);
        await ChunkAsync();

        await StopAsync(host);
        var id = (string)(await _connector.NextMessageAsync())["channelData"]!["qabot"]!["answerId"]!;

        await using var log = await AnswerLog.OpenAsync(host.AnswerLogFile);
        var record = await log.FindAsync(id);
        Assert.True(record!.Stopped);
        Assert.Equal(Question, record.Answer.Question);
        Assert.Contains("1874", Assert.Single(record.Answer.Claims).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_anything_is_released_there_is_a_short_message()
    {
        await using var host = await BotHost.StartAsync(_folder, _model);
        await AskAsync(host);
        await _model.Asked;

        await StopAsync(host);
        var final = await _connector.NextMessageAsync();

        Assert.Equal("Stopped.", (string?)final["text"]);
        Assert.True((bool)final["channelData"]!["qabot"]!["stopped"]!);
        Assert.Empty(final["channelData"]!["qabot"]!["claims"]!);
        Assert.Null(final["suggestedActions"]);
    }

    [Fact]
    public async Task Another_conversation_goes_on()
    {
        await using var host = await BotHost.StartAsync(_folder, _model);
        await AskAsync(host);
        await _model.Asked;

        (await host.PostAsync(Activities.WebChatEvent("qabot/stop", _connector.Url, conversation: "another"))).Dispose();
        _model.Write(Claim);
        _model.Complete();

        Assert.False((bool)(await _connector.NextMessageAsync())["channelData"]!["qabot"]!["stopped"]!);
    }

    [Fact]
    public async Task The_next_question_is_answered()
    {
        await using var host = await BotHost.StartAsync(_folder, _model);
        await AskAsync(host);
        await _model.Asked;
        await AskAsync(host);

        await StopAsync(host);
        var stopped = await _connector.NextMessageAsync();
        _model.Write(Claim);
        _model.Complete();
        var answered = await _connector.NextMessageAsync();

        Assert.True((bool)stopped["channelData"]!["qabot"]!["stopped"]!);
        Assert.False((bool)answered["channelData"]!["qabot"]!["stopped"]!);
    }

    [Fact]
    public async Task A_question_can_be_stopped_while_it_waits_its_turn()
    {
        await using var host = await BotHost.StartAsync(_folder, _model, ("Bot:ConcurrentTurns", "1"));
        await AskAsync(host, "first");
        await _model.Asked;
        await AskAsync(host, "second");

        await StopAsync(host, "second");
        _model.Write(Claim);
        _model.Complete();
        var first = await _connector.NextMessageAsync();
        var second = await _connector.NextMessageAsync();

        Assert.False((bool)first["channelData"]!["qabot"]!["stopped"]!);
        Assert.Equal("second", (string?)second["conversation"]!["id"]);
        Assert.True((bool)second["channelData"]!["qabot"]!["stopped"]!);
    }

    [Fact]
    public async Task With_nothing_under_way_nothing_happens()
    {
        await using var host = await BotHost.StartAsync(_folder);

        await StopAsync(host);
        var reply = Assert.Single(await host.AskAsync(Activities.WebChat(Question, _connector.Url)));
        await host.StopAsync();

        Assert.False((bool)reply["channelData"]!["qabot"]!["stopped"]!);
        Assert.Empty(_connector.Attempts);
    }

    [Fact]
    public async Task A_stopped_answer_is_not_remembered_as_a_whole_one()
    {
        await using var host = await BotHost.StartAsync(_folder, _model);
        await AskAsync(host);
        _model.Write(Claim);
        await ChunkAsync();
        await StopAsync(host);
        await _connector.NextMessageAsync();
        await AskAsync(host, "another");
        await StopAsync(host, "another");
        // It is sent after the memory has been stored.
        await _connector.NextMessageAsync();

        var storage = host.Services.GetRequiredService<Microsoft.Bot.Builder.IStorage>();
        var stored = await storage.ReadAsync(["webchat/conversations/c|1", "webchat/conversations/another"], default);
        Assert.Equal("The lighthouse of Norrland was built in 1874. …", (string?)Turns(stored["webchat/conversations/c|1"]).Last()["Text"]);
        Assert.Empty(Turns(stored["webchat/conversations/another"]));
    }

    private static JArray Turns(object state) => (JArray)((JObject)state)["ConversationMemory"]!["Turns"]!;

    private async Task AskAsync(BotHost host, string conversation = "c|1") =>
        (await host.PostAsync(Activities.WebChat(Question, _connector.Url, conversation: conversation))).Dispose();

    private async Task StopAsync(BotHost host, string conversation = "c|1") =>
        (await host.PostAsync(Activities.WebChatEvent("qabot/stop", _connector.Url, conversation: conversation))).Dispose();

    private async Task ChunkAsync()
    {
        while ((string?)(await _connector.NextAsync())["channelData"]!["streamType"] != "streaming")
        {
        }
    }
}
