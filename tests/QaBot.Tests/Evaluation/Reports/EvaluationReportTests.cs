using QaBot.Answering;
using QaBot.Evaluation;
using QaBot.Evaluation.Metrics;
using QaBot.Evaluation.Reports;
using QaBot.Evaluation.Sets;
using QaBot.Grounding;

namespace QaBot.Tests.Evaluation.Reports;

public sealed class EvaluationReportTests
{
    private static Estimate? Figure(EvaluationRun run, string metric, string? kind = null) =>
        EvaluationReport.Of(run, new Bootstrap(100)).Figures.SingleOrDefault(figure => figure.Metric.Name == metric && figure.Kind == kind)?.Estimate;

    [Fact]
    public void Metrics_have_names_of_their_own() => Assert.Equal(MetricCatalog.All.Count, MetricCatalog.All.DistinctBy(metric => metric.Name).Count());

    [Fact]
    public void A_run_without_rows_has_no_figures() => Assert.Empty(EvaluationReport.Of(SampleRuns.Of(), new Bootstrap(100)).Figures);

    [Fact]
    public void Refusals_of_one_kind_are_measured_against_all_answers()
    {
        var run = SampleRuns.Of(
            SampleRuns.Question(SampleRuns.Answerable("a"), "751", 0.8, AnswerKind.Cited, "one.txt"),
            SampleRuns.Question(SampleRuns.Answerable("b", kind: "view"), "751", 0.4, AnswerKind.Cited, "one.txt"),
            SampleRuns.Question(SampleRuns.Unanswerable("c"), "x", 0.3),
            SampleRuns.Question(SampleRuns.Unanswerable("d", "adversarial"), "x", 0.6));

        Assert.Equal((0.5, 4), (Figure(run, "balanced accuracy of refusing")!.Value, Figure(run, "balanced accuracy of refusing")!.Count));
        Assert.Equal((0.75, 3), (Figure(run, "balanced accuracy of refusing", "absent")!.Value, Figure(run, "balanced accuracy of refusing", "absent")!.Count));
        Assert.Equal(0.25, Figure(run, "balanced accuracy of refusing", "adversarial")!.Value);
        Assert.Null(Figure(run, "balanced accuracy of refusing", "fact"));
        Assert.Equal((0.75, 1.0, 0.5), (Figure(run, "AUROC of the gate")!.Value, Figure(run, "AUROC of the gate", "absent")!.Value, Figure(run, "AUROC of the gate", "adversarial")!.Value));
        Assert.Equal(0.5, Figure(run, "coverage")!.Value);
        Assert.Equal((0.5, 2), (Figure(run, "accuracy when answering")!.Value, Figure(run, "accuracy when answering")!.Count));
        Assert.Equal(0.5, Figure(run, "right reply")!.Value);
        Assert.Equal(1, Figure(run, "answered or refused as is right", "fact")!.Value);
    }

    [Fact]
    public void Conversation_is_neither_answered_nor_refused()
    {
        var run = SampleRuns.Of(
            SampleRuns.Question(SampleRuns.Unanswerable("a") with { Reply = ExpectedReply.Conversation }, "Hello!", null, AnswerKind.Conversational),
            SampleRuns.Question(SampleRuns.Unanswerable("b") with { Reply = ExpectedReply.Conversation }, "No.", 0.1, AnswerKind.Refused));

        Assert.Equal((0.5, 0.5), (Figure(run, "conversation recognised")!.Value, Figure(run, "right reply")!.Value));
        Assert.Null(Figure(run, "coverage"));
    }

    [Fact]
    public void Figures_of_answers_are_taken_as_if_none_were_refused_for_lack_of_evidence()
    {
        var run = SampleRuns.Of(SampleRuns.Question(SampleRuns.Answerable(), "751", 0.1, AnswerKind.Cited, "one.txt"));

        Assert.Equal((1, 0), (Figure(run, "answer and source")!.Value, Figure(run, "right reply")!.Value));
    }

    [Fact]
    public void Both_sides_must_stand_in_quotes_that_are_cited()
    {
        var asked = SampleRuns.Answerable(answer: "$3 billion") with { All = [["$3 billion"], ["$1.6 billion", "1.6bn"]] };
        var said = SampleRuns.Question(asked, "$3 billion or 1.6bn.", 0.9, AnswerKind.Cited, "one.txt");
        var cited = said with { Citations = [new CitedQuote(1, "one.txt", "It is $3 billion."), new CitedQuote(2, "two.txt", "It is $1.6 billion.")] };

        Assert.Equal((1, 0), (Figure(SampleRuns.Of(said), "all answers")!.Value, Figure(SampleRuns.Of(said), "both sides cited")!.Value));
        Assert.Equal(1, Figure(SampleRuns.Of(cited), "both sides cited")!.Value);
    }

    [Fact]
    public void Citations_of_all_answers_are_counted_together()
    {
        var run = SampleRuns.Of(
            SampleRuns.Question(SampleRuns.Answerable("a"), "x") with { Support = new CitationSupport(3, 3, 3, 3) },
            SampleRuns.Question(SampleRuns.Answerable("b"), "x") with { Support = new CitationSupport(1, 0, 2, 0) },
            SampleRuns.Question(SampleRuns.Answerable("c"), "x") with { Support = new CitationSupport(0, 0, 0, 0) });

        Assert.Equal((0.6, 0.75), (Figure(run, "citation precision")!.Value, Figure(run, "citation recall")!.Value));
    }

    [Fact]
    public void Changed_claims_are_measured_against_all_supported_ones_and_groups_are_drawn_together()
    {
        var run = SampleRuns.OfClaims(
            SampleRuns.Claim("a", true, GroundingVerdict.Supported, 0.9, "true") with { Of = "g" },
            SampleRuns.Claim("b", true, GroundingVerdict.Partial, 0.5, "paraphrase") with { Of = "g" },
            SampleRuns.Claim("c", false, GroundingVerdict.Unsupported, 0.1, "number") with { Of = "g" },
            SampleRuns.Claim("d", false, GroundingVerdict.Supported, 0.8, "date") with { Of = "g" });

        Assert.Equal((0.5, 0.75, 0.25), (Figure(run, "balanced accuracy of the check")!.Value, Figure(run, "balanced accuracy of the check", "number")!.Value, Figure(run, "balanced accuracy of the check", "date")!.Value));
        Assert.Equal((0, 1), (Figure(run, "right verdict", "paraphrase")!.Value, Figure(run, "right verdict", "number")!.Value));
        var only = Figure(run, "right verdict")!;
        Assert.Equal((0.5, 0.5, 0.5), (only.Value, only.Low, only.High));
    }

    [Fact]
    public void Drafts_count_by_their_pairs_and_claims()
    {
        var run = SampleRuns.Of() with
        {
            Drafts =
            [
                new DraftOutcome("a", "?", "x", "x", [new("x", "q", true), new("y", "q", true), new("z", "q", false)], [new("x", true, true), new("y", true, false)]),
                new DraftOutcome("b", "?", "x", "x", [new("x", "q", true)], [new("x", false, false), new("y", true, true)]),
                new DraftOutcome("c", "?", "x", "x", [], []),
            ],
        };

        Assert.Equal((0.75, 2), (Figure(run, "citation precision of drafts")!.Value, Figure(run, "citation precision of drafts")!.Count));
        Assert.Equal((0.75, 0.5), (Figure(run, "citation recall of drafts")!.Value, Figure(run, "citation recall of drafts, unmarked")!.Value));
    }

    [Fact]
    public void A_report_that_is_written_as_JSON_reads_back_as_the_same_run()
    {
        var run = SampleRuns.Of(SampleRuns.Question(SampleRuns.Answerable(), "É “751” [1] </script>", 0.1 + 0.2, AnswerKind.Cited, "one.txt")) with
        {
            Claims = [SampleRuns.Claim("c", true, GroundingVerdict.Partial, 0.5)],
            Drafts = [new DraftOutcome("d", "?", "x", "x", [new("x", "q", true)], [new("x", true, true)])],
        };
        var report = EvaluationReport.Of(run, new Bootstrap(100));
        var json = EvaluationFile.From(report).ToString();

        var read = EvaluationFile.Read(json, "a.json");

        Assert.Equal(json, EvaluationFile.From(EvaluationReport.Of(read, new Bootstrap(100))).ToString());
        Assert.Equal(0.1 + 0.2, read.Questions[0].Probability);
        Assert.DoesNotContain('\r', json);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"run":{"set":"x"},"resamples":1,"figures":[]}""")]
    public void What_is_no_report_is_named(string json) =>
        Assert.StartsWith("a.json was not written by eval --out", Assert.Throws<EvaluationSetException>(() => EvaluationFile.Read(json, "a.json")).Message, StringComparison.Ordinal);
}
