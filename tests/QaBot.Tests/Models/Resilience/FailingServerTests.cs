using Microsoft.Extensions.AI;
using QaBot.Answering;
using QaBot.Models;
using QaBot.Testing.Models;
using QaBot.Tests.Fakes;
using QaBot.Tests.Telemetry;

namespace QaBot.Tests.Models.Resilience;

/// <summary>The chat client as it is put together, at a server that fails.</summary>
public sealed class FailingServerTests : IAsyncDisposable
{
    private const string Question = "Who founded the library of Tarn and when?";
    private const string Draft = "The library of Tarn was founded in 1921 by Ada Quill. [1]";

    private readonly FakeModelServer _server = new();
    private readonly TestCorpus _corpus = new(("tarn.txt", "The Library of Tarn\n\nThe library of Tarn was founded in 1921 by Ada Quill. It holds 9,000 maps.\n"));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _corpus.Dispose();
    }

    [Fact]
    public async Task A_server_that_is_busy_for_a_moment_is_asked_again_when_it_says()
    {
        await using var bot = await StartAsync();
        _server.Script(ModelReply.Status(429, "{}", headers: ("Retry-After", "0")), ModelReply.Text(Draft));

        Assert.Equal(Draft, await AskModelAsync(bot));
        Assert.Equal(2, _server.Requests.Count);
        Assert.Equal(_server.Requests[0].Body, _server.Requests[1].Body);
    }

    [Fact]
    public async Task A_stream_that_breaks_before_its_first_word_is_begun_again()
    {
        await using var bot = await StartAsync();
        _server.Script(ModelReply.CutAfter(), ModelReply.Text(Draft));

        Assert.Equal(Draft, await AskModelAsync(bot));
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_stalls_within_its_answer_is_not_waited_for()
    {
        await using var bot = await StartAsync(("Models:Resilience:StallTimeout", "00:00:00.3"));
        _server.Script(ModelReply.StallsAfter($"data: {OpenAIWire.Part("The library")}\n\n"));

        await FailureAsync(bot, ModelProblemKind.TimedOut);
    }

    [Fact]
    public async Task After_five_failures_the_server_is_left_alone()
    {
        await using var bot = await StartAsync(("Models:Resilience:Retries", "0"));
        _server.Reply = _ => ModelReply.Status(500, "{}");
        for (var i = 0; i < 5; i++)
            await FailureAsync(bot, ModelProblemKind.ServerFailed);

        await FailureAsync(bot, ModelProblemKind.Suspended);

        Assert.Equal(5, _server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_is_switched_off_within_a_conversation_ends_no_conversation()
    {
        var server = new FakeModelServer { Reply = _ => ModelReply.Text(Draft) };
        await using var bot = await StartAtAsync(server, ("Models:Resilience:RetryDelay", "00:00:00"));
        var first = await bot.AskAsync(Question);

        await server.DisposeAsync();
        var second = await bot.AskAsync("How many maps does it hold?", Question, first.Said);

        Assert.Equal("test-model", first.Model);
        Assert.NotEqual("test-model", second.Model);
        Assert.NotEqual("", second.Text);
    }

    [Fact]
    public async Task Whoever_has_had_the_tokens_of_the_day_asks_the_server_no_more()
    {
        _server.Reply = _ => ModelReply.Text(Draft);
        await using var bot = await StartAsync(("Models:Chat:TokensPerUserAndDay", "1"));
        await bot.Answerer.AnswerAsync(new Question(Question) { User = "webchat/ada" });
        var asked = _server.Requests.Count;

        var second = await bot.Answerer.AnswerAsync(new Question(Question) { User = "webchat/ada" });

        Assert.Equal(asked, _server.Requests.Count);
        Assert.NotEqual("test-model", second.Model);
    }

    [Fact]
    public async Task A_call_has_a_span_with_model_and_tokens_below_the_step_that_made_it()
    {
        _server.Reply = _ => ModelReply.Text(Draft);
        await using var bot = await StartAsync();
        using var spans = new SpansOf();

        await bot.AskAsync(Question);

        var call = spans.Named("chat test-model");
        Assert.Equal(spans.Named("answer").SpanId, call.ParentSpanId);
        Assert.Equal("openai", call.GetTagItem("gen_ai.provider.name"));
        Assert.True(call.GetTagItem("gen_ai.usage.input_tokens") is long and > 0 or int and > 0);
        Assert.DoesNotContain(spans.Texts, told => told.Contains("Ada Quill", StringComparison.Ordinal));
    }

    private static async Task<string> AskModelAsync(TestBot bot) => (await bot.Get<IChatClient>().GetStreamingResponseAsync(Question).ToChatResponseAsync()).Text;

    private static async Task FailureAsync(TestBot bot, ModelProblemKind kind) =>
        Assert.Equal(kind, (await Assert.ThrowsAsync<ModelException>(() => AskModelAsync(bot))).Kind);

    private Task<TestBot> StartAsync(params (string Key, string Value)[] settings) => StartAtAsync(_server, settings);

    private Task<TestBot> StartAtAsync(FakeModelServer server, params (string Key, string Value)[] settings) => TestBot.StartAsync(_corpus.Folder, null,
    [
        ("Models:Chat:Provider", "openai"), ("Models:Chat:Endpoint", server.Endpoint.ToString()), ("Models:Chat:Model", "test-model"), .. settings,
    ]);
}
