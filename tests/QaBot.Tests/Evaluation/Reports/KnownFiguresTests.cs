using QaBot.Answering;
using QaBot.Evaluation;
using QaBot.Evaluation.Metrics;
using QaBot.Evaluation.Reports;
using QaBot.Evaluation.Sets;
using QaBot.Grounding;

namespace QaBot.Tests.Evaluation.Reports;

/// <summary>
/// Figures over a few rows, as an independent script with the same definitions gives them: ranks, answers and verdicts are given, and every trap of
/// the matching is among them (accents, case, typographic quotes and dots, markers, characters outside of the basic plane, a refusal that names the answer).
/// </summary>
public sealed class KnownFiguresTests
{
    private static readonly EvaluationRun s_run = new()
    {
        Set = "tiny",
        Split = "all",
        RefuseBelow = 0.5,
        Questions =
        [
            Row("a", ["751", "751 pages"], new() { ["one.txt"] = 2, ["two.txt"] = 1 }, "Mexico published 751 pages [1], not 715. [2]", ["three.txt", "two.txt", "two.txt", "one.txt"], ["two.txt", "two.txt", "three.txt"], wrong: ["715"]),
            Row("b", ["José López"], new() { ["two.txt"] = 1 }, "It was jose LOPEZ’s work. [1] Ann Lee said so. [2]", ["one.txt"], ["one.txt", "three.txt", "two.txt"], wrong: ["Ann Lee"]),
            Row("c", ["2020", "May 2021"], new() { ["one.txt"] = 1, ["three.txt"] = 1 }, "In 2020. [1] Others: May 2021. [2]", ["three.txt", "two.txt", "one.txt"], ["one.txt", "three.txt"], says: new() { ["one.txt"] = "2020", ["three.txt"] = "May 2021", ["two.txt"] = "unknown" }),
            Row("d", ["Los Angeles"], new() { ["three.txt"] = 1 }, "The sources don't say: “Where?”\nNearest:\n- Los Angeles", ["three.txt"], [], AnswerKind.Refused),
            Row("e", [], [], "Because. [1]", ["one.txt"], ["one.txt"], kind: "absent"),
            Row("f", [], [], "The sources don't say: “How?”", [], [], AnswerKind.Refused, kind: "adversarial"),
            Row("g", ["$1.6 billion"], new() { ["one.txt"] = 1 }, "It spent $1.6 billion… in all [1]", ["two.txt", "one.txt"], ["one.txt"]),
            Row("h", ["far"], new() { ["two.txt"] = 1 }, $"{string.Concat(Enumerable.Repeat("𝒳", 100))}{string.Concat(Enumerable.Repeat(" word", 20))} far away. [1]", ["one.txt", "three.txt", "two.txt"], ["two.txt"]),
        ],
        Claims =
        [
            SampleRuns.Claim("a", true, GroundingVerdict.Supported, 0.9),
            SampleRuns.Claim("b", false, GroundingVerdict.Partial, 0.5),
            SampleRuns.Claim("c", true, GroundingVerdict.Unsupported, 0.5),
            SampleRuns.Claim("d", false, GroundingVerdict.Unsupported, 0.1),
            SampleRuns.Claim("e", false, GroundingVerdict.Supported, 0.95),
        ],
    };

    [Theory]
    [InlineData("nDCG@10", 0.6063, 6)]
    [InlineData("MRR@10", 0.5556, 6)]
    [InlineData("recall@1", 0.2500, 6)]
    [InlineData("recall@5", 0.8333, 6)]
    [InlineData("recall@100", 0.8333, 6)]
    [InlineData("answer and source", 0.6667, 6)]
    [InlineData("answer", 0.8333, 6)]
    [InlineData("source", 0.6667, 6)]
    [InlineData("cited documents, precision", 0.6389, 6)]
    [InlineData("characters", 71.5000, 6)]
    [InlineData("wrong answer", 1.0000, 2)]
    [InlineData("all answers", 1.0000, 1)]
    [InlineData("balanced accuracy of refusing", 0.6667, 8)]
    [InlineData("AUROC of the check", 0.5833, 5)]
    [InlineData("balanced accuracy of the check", 0.5833, 5)]
    public void A_figure_is_what_others_make_of_the_same_rows(string metric, double value, int rows)
    {
        var figure = EvaluationReport.Of(s_run, new Bootstrap(10)).Figures.Single(figure => figure.Metric.Name == metric && figure.Kind is null);

        Assert.Equal(value, figure.Estimate.Value, 0.00005);
        Assert.Equal(rows, figure.Estimate.Count);
    }

    [Theory]
    [InlineData("answerable", 0.833)]
    [InlineData("absent", 0)]
    [InlineData("adversarial", 1)]
    public void A_kinds_share_of_right_decisions_is_too(string kind, double value)
    {
        var figure = EvaluationReport.Of(s_run, new Bootstrap(10)).Figures.Single(figure => figure.Metric.Name == "answered or refused as is right" && figure.Kind == kind);

        Assert.Equal(value, figure.Estimate.Value, 0.0005);
    }

    private static QuestionOutcome Row(
        string id,
        string[] answers,
        Dictionary<string, int> docs,
        string answer,
        string[] found,
        string[] cited,
        AnswerKind shown = AnswerKind.Cited,
        string kind = "answerable",
        string[]? wrong = null,
        Dictionary<string, string>? says = null)
    {
        var asked = new EvaluationQuestion { Id = id, Question = "?", Kind = kind, Answers = answers, Docs = docs, WrongAnswers = wrong, Says = says };
        return SampleRuns.Question(asked, answer, 0.9, shown, cited) with
        {
            Ranks = found.Distinct().Select((article, i) => (article, Rank: i + 1)).Where(item => docs.ContainsKey(item.article)).ToDictionary(item => item.article, item => item.Rank),
        };
    }
}
