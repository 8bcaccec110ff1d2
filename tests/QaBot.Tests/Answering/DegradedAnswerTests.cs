using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using QaBot.Answering;
using QaBot.Models;
using QaBot.Tests.Fakes;
using QaBot.Workbench;

namespace QaBot.Tests.Answering;

/// <summary>A model that fails leaves the answer to extracts, which say so.</summary>
public sealed class DegradedAnswerTests : IDisposable
{
    private const string Question = "Who founded the library of Tarn and when?";
    private const string Supported = "The library of Tarn was founded in 1921 by Ada Quill.";

    private readonly TestCorpus _corpus = new(
        ("tarn.txt", "The Library of Tarn\n\nThe library of Tarn was founded in 1921 by Ada Quill. It holds 9,000 maps.\n"),
        ("orn.txt", "The Harbour of Orn\n\nThe harbour of Orn was dug in 1870. Critics said the mayor took bribes.\n"));

    public void Dispose() => _corpus.Dispose();

    public static TheoryData<ModelProblemKind> Kinds => [.. Enum.GetValues<ModelProblemKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Whatever_is_wrong_with_the_model_extracts_answer_and_say_so_without_internals(ModelProblemKind kind)
    {
        using var failing = new ScriptedChatClient("") { Failure = new ModelException(kind, "key sk-1 at https://secret-host is wrong") };

        var answer = await AskAsync(failing);

        var reason = Phrasebook.For(ReplyLanguage.English).WhyDegraded(kind);
        Assert.Equal($"{reason} These are extracts from the sources:\n\n{Supported} [1]", answer.Text);
        Assert.Equal((AnswerKind.Cited, ExtractiveChatClient.ModelName), (answer.Kind, answer.Model));
        Assert.Equal(new Degradation(kind, reason), answer.Degraded);
        Assert.DoesNotContain("secret-host", AnswerJson.From(answer).ToString(), StringComparison.Ordinal);
        new AnswerCheck(_corpus.Folder).Holds(answer);
    }

    [Fact]
    public void Every_kind_of_failure_has_a_reason_in_both_languages()
    {
        foreach (var language in Enum.GetValues<ReplyLanguage>())
            Assert.All(Enum.GetValues<ModelProblemKind>().Select(kind => (ModelProblemKind?)kind).Append(null), kind => Assert.EndsWith(".", Phrasebook.For(language).WhyDegraded(kind), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Any_other_exception_is_a_failure_of_the_model_too()
    {
        using var failing = new ScriptedChatClient("") { Failure = new InvalidOperationException("secret") };

        var answer = await AskAsync(failing);

        Assert.Equal(ModelProblemKind.Unknown, answer.Degraded?.Kind);
        Assert.Equal(AnswerKind.Cited, answer.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n")]
    [InlineData("<think>Hmm. Who knows?")]
    [InlineData("Here is what the sources say:")]
    [InlineData("{\"foo\": 1}")]
    public async Task A_draft_that_holds_nothing_is_no_abstention(string draft)
    {
        using var client = new ScriptedChatClient(draft);

        var answer = await AskAsync(client);

        Assert.Equal(ModelProblemKind.Malformed, answer.Degraded?.Kind);
        Assert.Equal(Supported, Assert.Single(answer.Claims).Text);
        Assert.Equal(draft, answer.Draft);
    }

    [Fact]
    public async Task What_the_model_had_said_stays_and_extracts_say_only_what_it_had_not()
    {
        using var breaking = new ScriptedChatClient($"{Supported} [1] It holds") { Failure = new ModelException(ModelProblemKind.BrokenOff, "broken") };

        var answer = await AskAsync(breaking);

        Assert.Equal($"{Supported} [1]\n\nThe model broke off. The answer may be incomplete.", answer.Text);
        Assert.Equal(ModelProblemKind.BrokenOff, answer.Degraded?.Kind);
        Assert.NotEqual(ExtractiveChatClient.ModelName, answer.Model);
    }

    [Fact]
    public async Task Extracts_follow_what_the_model_had_said_of_something_else()
    {
        using var breaking = new ScriptedChatClient("It holds 9,000 maps [1]. The lib") { Failure = new ModelException(ModelProblemKind.BrokenOff, "broken") };

        var answer = await AskAsync(breaking);

        Assert.Equal($"It holds 9,000 maps. [1]\n\nThe model broke off. What follows are extracts from the sources:\n{Supported} [2]", answer.Text);
    }

    [Fact]
    public async Task A_faulty_claim_that_waited_when_the_model_failed_is_shown_marked()
    {
        using var breaking = new ScriptedChatClient("It has a golden roof [1]. The lib") { Failure = new ModelException(ModelProblemKind.BrokenOff, "broken") };

        var answer = await AskAsync(breaking);

        Assert.StartsWith("It has a golden roof. [1] (not supported by the sources)\n\nThe model broke off.", answer.Text, StringComparison.Ordinal);
        Assert.Single(breaking.Requests);
    }

    [Theory]
    [InlineData("It has a golden roof [1].", "true", "")]
    [InlineData("It has a golden roof [1].", "false", "1: REMOVE")]
    public async Task When_nothing_of_the_draft_is_left_extracts_answer_and_say_that_it_could_not_be_verified(string draft, string strict, string repair)
    {
        using var client = new RepairingChatClient { Draft = draft, Repair = _ => repair };

        var answer = await AskAsync(client, ("Answering:DropUnsupported", strict));

        Assert.Equal($"Nothing of the model's draft could be verified. These are extracts from the sources:\n\n{Supported} [1]", answer.Text);
        Assert.Equal(new Degradation(null, "Nothing of the model's draft could be verified."), answer.Degraded);
        Assert.Equal("unverified", (string?)JsonNode.Parse(AnswerJson.From(answer).ToString())!["degraded"]!["kind"]);
        Assert.Equal(draft, answer.Draft);
    }

    [Fact]
    public async Task A_model_that_abstains_refuses_and_no_extract_contradicts_it()
    {
        using var client = new ScriptedChatClient("NOT_IN_SOURCES");

        var answer = await AskAsync(client);

        Assert.True(answer.Refused);
        Assert.Null(answer.Degraded);
    }

    [Fact]
    public async Task Where_no_extract_answers_either_it_is_refused_with_the_reason()
    {
        using var failing = new ScriptedChatClient("") { Failure = new ModelException(ModelProblemKind.Unreachable, "down") };
        await using var bot = await TestBot.StartAsync(_corpus.Folder, failing, ("Answering:RefuseBelow", "0"));

        var answer = await bot.AskAsync("harbour harbor?", "library");

        Assert.Equal(answer.Refused ? "The model could not be reached." : null, answer.Reason);
        Assert.Equal(ModelProblemKind.Unreachable, answer.Degraded?.Kind);
    }

    [Fact]
    public async Task In_Spanish_it_is_said_in_Spanish()
    {
        using var failing = new ScriptedChatClient("") { Failure = new ModelException(ModelProblemKind.TimedOut, "slow") };
        await using var bot = await TestBot.StartAsync(_corpus.Folder, failing, ("Answering:RefuseBelow", "0"));

        var answer = await bot.AskAsync("¿Quién fundó la biblioteca de Tarn?");

        Assert.StartsWith("El modelo tardó demasiado. Esto son extractos de las fuentes:", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_workbench_shows_what_the_model_had_written_and_why_extracts_stand_there()
    {
        using var breaking = new ScriptedChatClient("The lib") { Failure = new ModelException(ModelProblemKind.BrokenOff, "broken") };
        await using var bot = await TestBot.StartAsync(_corpus.Folder, breaking);

        var step = bot.Get<AnswerTrace>().Of(await bot.AskAsync(Question)).Single(step => step.Name == "draft");

        Assert.Equal(("The lib", "brokenOff"), ((string)step.Value["text"]!, (string)step.Value["degraded"]!["kind"]!));
        Assert.Contains("The lib", step.Markdown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_that_never_answers_is_given_up_when_the_time_is_over_even_if_it_ignores_that(bool hasBegun)
    {
        var clock = new FakeTimeProvider();
        using var silent = new SilentChatClient(hasBegun ? $"{Supported} [1]\n" : null);
        await using var bot = await StartAsync(silent, clock, ("Answering:Timeout", "00:00:30"));
        var asked = bot.Answerer.AnswerAsync(new Question(Question));
        await silent.Waits;

        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(asked.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        var answer = await asked;

        Assert.Equal(ModelProblemKind.TimedOut, answer.Degraded?.Kind);
        Assert.Equal(Supported, Assert.Single(answer.Claims).Text);
        // Nothing waited for anything more.
        Assert.Equal(TimeSpan.FromSeconds(30), answer.Timings.Total);
    }

    [Fact]
    public async Task A_repair_has_what_is_left_of_the_time()
    {
        var clock = new FakeTimeProvider();
        using var silent = new SilentChatClient("It has a golden roof [1].\n") { AnswersDraft = true };
        await using var bot = await StartAsync(silent, clock, ("Answering:Timeout", "00:00:30"));
        var asked = bot.Answerer.AnswerAsync(new Question(Question));
        await silent.Waits;

        clock.Advance(TimeSpan.FromSeconds(30));
        var answer = await asked;

        Assert.Equal("It has a golden roof. [1] (not supported by the sources)", answer.Text);
        Assert.Null(answer.Degraded);
        Assert.Equal(TimeSpan.FromSeconds(30), answer.Timings.Repair);
    }

    [Fact]
    public async Task A_users_stop_stays_a_stop()
    {
        using var silent = new SilentChatClient(null);
        using var stop = new CancellationTokenSource();
        await using var bot = await TestBot.StartAsync(_corpus.Folder, silent);
        var asked = bot.Answerer.AnswerAsync(new Question(Question), stop.Token);
        await silent.Waits;

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    private Task<TestBot> StartAsync(IChatClient client, TimeProvider clock, params (string Key, string Value)[] settings) =>
        TestBot.StartAsync(_corpus.Folder, client, clock, settings);

    private async Task<Answer> AskAsync(IChatClient client, params (string Key, string Value)[] settings)
    {
        await using var bot = await TestBot.StartAsync(_corpus.Folder, client, settings);
        return await bot.AskAsync(Question);
    }

    /// <summary>Says what it is told to, and then nothing any more, whatever happens to its call.</summary>
    private sealed class SilentChatClient(string? text) : IChatClient
    {
        private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Only the call after the first is left without an end.</summary>
        public bool AnswersDraft { get; set; }

        public Task Waits => _waits.Task;

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            if (text is not null)
                yield return new ChatResponseUpdate(ChatRole.Assistant, text);
            if (AnswersDraft)
            {
                AnswersDraft = false;
                yield break;
            }

            _waits.TrySetResult();
            await new TaskCompletionSource().Task;
        }

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("silent") : null;

        public void Dispose()
        {
        }
    }
}
