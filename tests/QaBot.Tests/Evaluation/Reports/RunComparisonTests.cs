using QaBot.Answering;
using QaBot.Evaluation;
using QaBot.Evaluation.Metrics;
using QaBot.Evaluation.Reports;
using QaBot.Evaluation.Sets;
using QaBot.Grounding;

namespace QaBot.Tests.Evaluation.Reports;

public sealed class RunComparisonTests
{
    private static QuestionOutcome Outcome(string id, bool isRight, string kind = "fact") =>
        SampleRuns.Question(SampleRuns.Answerable(id, kind: kind), isRight ? "751" : "715", 0.9, AnswerKind.Cited, "one.txt");

    private static MetricDifference Difference(RunComparison comparison, string metric, string? kind = null) =>
        comparison.Differences.Single(difference => difference.Metric.Name == metric && difference.Kind == kind);

    [Fact]
    public void What_became_right_and_what_became_wrong_is_told_with_both_answers()
    {
        var before = SampleRuns.Of(Outcome("a", true), Outcome("b", false), Outcome("c", true), Outcome("d", false));
        var after = SampleRuns.Of(Outcome("d", false), Outcome("c", true), Outcome("b", true), Outcome("a", false));

        var comparison = RunComparison.Of(before, after, new Bootstrap(100));

        Assert.Equal([("b", "715", "751")], comparison.Mended.Select(pair => (pair.Before.Asked.Id, pair.Before.Answer, pair.After.Answer)));
        Assert.Equal([("a", "751", "715")], comparison.Broken.Select(pair => (pair.Before.Asked.Id, pair.Before.Answer, pair.After.Answer)));
    }

    [Fact]
    public void A_gain_in_every_row_is_beyond_chance_and_one_in_a_few_is_not()
    {
        var before = SampleRuns.Of([.. Enumerable.Range(0, 20).Select(i => Outcome($"{i}", false))]);
        var all = SampleRuns.Of([.. Enumerable.Range(0, 20).Select(i => Outcome($"{i}", true))]);
        var one = SampleRuns.Of([.. Enumerable.Range(0, 20).Select(i => Outcome($"{i}", i == 0))]);

        var (whole, little) = (Difference(RunComparison.Of(before, all, new Bootstrap()), "answer"), Difference(RunComparison.Of(before, one, new Bootstrap()), "answer"));

        Assert.Equal((0, 1, true, false), (whole.Before, whole.After, whole.IsBetter, whole.IsWorse));
        Assert.Equal((false, false, false), (little.IsBetter, little.IsWorse, little.IsBeyondChance));
        Assert.True(Difference(RunComparison.Of(all, before, new Bootstrap()), "answer").IsWorse);
    }

    [Fact]
    public void Where_less_is_better_less_is_better_and_length_is_neither()
    {
        QuestionOutcome Row(int i, string answer) => SampleRuns.Question(SampleRuns.Answerable($"{i}") with { WrongAnswers = ["715"] }, answer, 0.9, AnswerKind.Cited, "one.txt");
        var before = SampleRuns.Of([.. Enumerable.Range(0, 20).Select(i => Row(i, "751, not 715"))]);
        var after = SampleRuns.Of([.. Enumerable.Range(0, 20).Select(i => Row(i, "751"))]);

        var comparison = RunComparison.Of(before, after, new Bootstrap());

        Assert.True(Difference(comparison, "wrong answer").IsBetter);
        Assert.Equal((true, false, false), Difference(comparison, "characters") is var length ? (length.IsBeyondChance, length.IsBetter, length.IsWorse) : default);
    }

    [Fact]
    public void Only_rows_that_both_runs_have_are_compared_and_kinds_by_themselves()
    {
        var before = SampleRuns.Of(Outcome("a", true), Outcome("b", false, "view"), Outcome("only before", false));
        var after = SampleRuns.Of(Outcome("a", true), Outcome("b", true, "view"), Outcome("only after", false));

        var comparison = RunComparison.Of(before, after, new Bootstrap(100));

        Assert.Equal((0.5, 1, 2), Difference(comparison, "answer") is var answer ? (answer.Before, answer.After, answer.Change.Count) : default);
        Assert.Equal((0, 1), Difference(comparison, "answer", "view") is var view ? (view.Before, view.After) : default);
        Assert.Equal((1, 1), Difference(comparison, "answer", "fact") is var fact ? (fact.Before, fact.After) : default);
    }

    [Fact]
    public void Each_run_has_its_own_threshold()
    {
        var before = SampleRuns.Of(Outcome("a", true));

        var comparison = RunComparison.Of(before, before with { RefuseBelow = 0.95 }, new Bootstrap(100));

        Assert.Single(comparison.Broken);
        Assert.Equal((1, 0), Difference(comparison, "right reply") is var reply ? (reply.Before, reply.After) : default);
    }

    [Fact]
    public void Verdicts_that_changed_are_told()
    {
        var before = SampleRuns.OfClaims(SampleRuns.Claim("a", true, GroundingVerdict.Partial, 0.5), SampleRuns.Claim("b", false, GroundingVerdict.Partial, 0.5));
        var after = SampleRuns.OfClaims(SampleRuns.Claim("a", true, GroundingVerdict.Supported, 0.9), SampleRuns.Claim("b", false, GroundingVerdict.Supported, 0.9));

        var comparison = RunComparison.Of(before, after, new Bootstrap(100));

        Assert.Equal("a", Assert.Single(comparison.MendedClaims).Before.Id);
        Assert.Equal("b", Assert.Single(comparison.BrokenClaims).Before.Id);
    }

    [Fact]
    public void Runs_without_a_row_in_common_cannot_be_compared()
    {
        var other = SampleRuns.Of(Outcome("a", true) with { Asked = SampleRuns.Answerable("a") with { Question = "Another?" } });

        Assert.Throws<EvaluationSetException>(() => RunComparison.Of(SampleRuns.Of(Outcome("a", true)), other, new Bootstrap(100)));
    }
}
