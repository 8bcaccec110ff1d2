using System.Diagnostics;
using QaBot.Answering;
using QaBot.Telemetry;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Telemetry;

/// <summary>What an answer tells of itself, through the whole pipeline.</summary>
public sealed class AnswerTelemetryTests : IDisposable
{
    private const string Question = "Who founded the library of Tarn and when?";
    private const string Draft = "Ada Quill founded the library of Tarn in 1921 [1].\nThe library of Tarn was founded by Bob Stone in 1733 [1].";

    private readonly TestCorpus _corpus = new(
        ("tarn.txt", "The Library of Tarn\n\nThe library of Tarn was founded in 1921 by Ada Quill. It holds 9,000 maps.\n"));

    public void Dispose() => _corpus.Dispose();

    [Fact]
    public async Task A_question_has_a_span_with_one_for_each_step()
    {
        await using var bot = await StartAsync(Draft);
        using var spans = new SpansOf();
        var caller = Activity.Current;

        await bot.AskAsync(Question);

        Assert.Same(caller, Activity.Current);
        var question = spans.Question;
        foreach (var step in new[] { "retrieve", "answer", "verify" })
        {
            var span = spans.Named(step);
            Assert.Equal(question.SpanId, span.ParentSpanId);
            Assert.InRange(span.StartTimeUtc + span.Duration, span.StartTimeUtc, question.StartTimeUtc + question.Duration);
        }

        Assert.Equal("cited", question.GetTagItem("qabot.answer.kind"));
        Assert.Equal(2, question.GetTagItem("qabot.claims"));
        Assert.Equal(1, question.GetTagItem("qabot.claims.unsupported"));
        Assert.Equal(1, question.GetTagItem("qabot.retrieved"));
        Assert.Equal("AnswerQuestion", question.GetTagItem("qabot.prompt.name"));
        Assert.Equal(64, ((string?)question.GetTagItem("qabot.prompt.hash"))?.Length);
    }

    [Fact]
    public async Task A_caller_between_two_pieces_of_an_answer_is_not_within_its_spans()
    {
        await using var bot = await StartAsync(Draft);
        using var spans = new SpansOf();
        var caller = Activity.Current;

        await foreach (var _ in bot.Answerer.StreamAsync(new Question(Question)))
            Assert.Same(caller, Activity.Current);
    }

    [Fact]
    public async Task Answers_claims_and_citations_are_counted_and_steps_timed()
    {
        await using var bot = await StartAsync(Draft);
        using var metrics = new MetricsOf(bot.Get<Instruments>());

        await bot.AskAsync(Question);
        await bot.AskAsync("What is the capital of France?");
        await bot.AskAsync("Hello");

        Assert.Equal(1, metrics.Sum("qabot.answers", ("qabot.answer.kind", "cited")));
        Assert.Equal(1, metrics.Sum("qabot.answers", ("qabot.answer.kind", "refused")));
        Assert.Equal(1, metrics.Sum("qabot.answers", ("qabot.answer.kind", "conversational")));
        Assert.Equal(1, metrics.Sum("qabot.refusals", ("qabot.refusal.lack", "evidence")));
        Assert.Equal(1, metrics.Sum("qabot.claims", ("qabot.claim.verdict", "supported")));
        Assert.Equal(1, metrics.Sum("qabot.claims", ("qabot.claim.verdict", "unsupported")));
        Assert.True(metrics.Sum("qabot.citations") > 0);
        Assert.Equal(3, metrics.Count("qabot.answer.duration"));
        Assert.Equal(2, metrics.Count("qabot.step.duration", ("qabot.step", "retrieve")));
        Assert.Equal(1, metrics.Count("qabot.step.duration", ("qabot.step", "answer")));
    }

    [Fact]
    public async Task An_answer_that_nobody_waits_for_counts_as_stopped()
    {
        await using var bot = await StartAsync(Draft);
        using var metrics = new MetricsOf(bot.Get<Instruments>());
        using var spans = new SpansOf();

        await foreach (var update in bot.Answerer.StreamAsync(new Question(Question)))
        {
            if (update is TextReleased)
                break;
        }

        Assert.Equal(1, metrics.Sum("qabot.answers", ("qabot.answer.kind", "stopped")));
        Assert.Equal("stopped", spans.Question.GetTagItem("qabot.answer.kind"));
        Assert.Contains(spans.All, span => span.OperationName == "answer");
    }

    [Fact]
    public async Task A_refresh_of_the_index_is_timed_with_its_passages()
    {
        await using var bot = await StartAsync(Draft);
        using var metrics = new MetricsOf(bot.Get<Instruments>());

        await bot.Corpus.RefreshAsync();

        Assert.Equal(1, metrics.Count("qabot.index.refresh.duration"));
        Assert.Equal(bot.Corpus.PassageCount, metrics.Sum("qabot.index.passages"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_asked_and_answered_is_told_only_when_that_is_switched_on(bool recordsText)
    {
        await using var bot = await StartAsync(Draft, ("Telemetry:RecordText", recordsText.ToString()));
        using var metrics = new MetricsOf(bot.Get<Instruments>());
        using var spans = new SpansOf();

        await bot.AskAsync(Question);

        foreach (var text in new[] { "founded the library", "Ada Quill" })
        {
            Assert.Equal(recordsText, spans.Texts.Any(told => told.Contains(text, StringComparison.Ordinal)));
            Assert.DoesNotContain(metrics.Texts, told => told.Contains(text, StringComparison.Ordinal));
        }
    }

    private Task<TestBot> StartAsync(string draft, params (string Key, string Value)[] settings) =>
        TestBot.StartAsync(_corpus.Folder, new ScriptedChatClient(draft), settings);
}
