using Microsoft.Extensions.Time.Testing;
using QaBot.Answering;
using QaBot.Grounding;
using QaBot.Review;
using QaBot.Review.Reports;
using QaBot.Review.Verdicts;
using QaBot.Tests.Answering;

namespace QaBot.Tests.Review;

public sealed class ReviewReportTests
{
    private static readonly DateTimeOffset s_monday = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilsons_interval_is_as_published(int hits, int count, double low, double high)
    {
        // Newcombe, Two-sided Confidence Intervals for the Single Proportion, 1998, table I, method 3.
        var share = new Proportion(hits, count);

        Assert.Equal(low, share.Low, 4);
        Assert.Equal(high, share.High, 4);
    }

    [Fact]
    public void The_interval_of_a_quantile_lies_between_values_that_occur()
    {
        // By hand: 112 × 0.75 = 84, and 1.96 × √(84 × 0.25) = 8.98 to each side, rounded up.
        var quantile = Quantile.Of([.. Enumerable.Range(1, 112).Select(i => (double)i)], 0.75);

        Assert.Equal((84, 76, 93), (quantile.Value, quantile.Low, quantile.High));
    }

    [Fact]
    public void Few_values_bound_no_high_quantile()
    {
        var quantile = Quantile.Of([.. Enumerable.Range(1, 20).Select(i => (double)i)], 0.95);

        Assert.Equal((19, 18), (quantile.Value, quantile.Low));
        Assert.True(double.IsNaN(quantile.High));
        Assert.True(double.IsNaN(Quantile.Of([], 0.5).Value));
    }

    [Fact]
    public void Of_nothing_there_is_no_share() => Assert.True(double.IsNaN(new Proportion(0, 0).Value) && double.IsNaN(new Proportion(0, 0).High));

    [Fact]
    public void Kappa_is_as_in_a_worked_example()
    {
        // 20 and 15 times both agree of 50; by chance one would expect 0.5: (0.7 - 0.5) / (1 - 0.5).
        var judgements = Enumerable.Repeat((PairVerdict.Supported, PairVerdict.Supported), 20)
            .Concat(Enumerable.Repeat((PairVerdict.Supported, PairVerdict.NotThere), 5))
            .Concat(Enumerable.Repeat((PairVerdict.NotThere, PairVerdict.Supported), 10))
            .Concat(Enumerable.Repeat((PairVerdict.NotThere, PairVerdict.NotThere), 15)).ToList();

        Assert.Equal(0.4, CohensKappa.Of(judgements), 6);
        Assert.True(double.IsNaN(CohensKappa.Of(judgements[..20])));
        Assert.True(double.IsNaN(CohensKappa.Of(new List<(PairVerdict, PairVerdict)>())));
    }

    [Fact]
    public void Reviewers_agree_on_what_both_judged_and_adjudications_are_left_out()
    {
        var agreement = Assert.Single(ReviewerAgreement.Of(
        [
            Review("a", "ann", AnswerVerdict.Right, PairVerdict.Supported), Review("a", "bob", AnswerVerdict.Right, PairVerdict.Partly),
            Review("b", "bob", AnswerVerdict.Wrong, PairVerdict.NotThere), Review("b", "ann", AnswerVerdict.Wrong, PairVerdict.NotThere),
            Review("c", "ann", AnswerVerdict.Wrong, PairVerdict.NotThere), Review("c", "cleo", AnswerVerdict.Right, PairVerdict.NotThere) with { IsAdjudication = true },
            Review("d", "bob", null, PairVerdict.NotThere), Review("d", "ann", AnswerVerdict.Right, PairVerdict.NotThere),
        ]));

        Assert.Equal(("ann", "bob", new Proportion(2, 2), new Proportion(1, 2)), (agreement.One, agreement.Other, agreement.Answers, agreement.Pairs));
        Assert.Equal(1, agreement.AnswerKappa, 6);
    }

    [Fact]
    public void The_checker_is_measured_against_people_by_reason_with_a_threshold()
    {
        var record = AnswerRecord.From(Claims((0.95, "fine"), (0.9, "fine"), (0.4, "The sources do not state “1912”."), (0.3, "The sources do not state “1913”."), (0.45, "No quote.")), "hash", new FakeTimeProvider());
        var review = Review(record.Id, "ann", AnswerVerdict.Wrong) with
        {
            Pairs =
            [
                Pair(0, PairVerdict.Supported), Pair(1, PairVerdict.NotThere), Pair(2, PairVerdict.Contradicted), Pair(3, PairVerdict.NotThere),
                Pair(4, PairVerdict.Partly), Pair(4, PairVerdict.Supported),
            ],
        };

        var report = CheckerReport.Of([(record, review)]);

        Assert.Equal((5, new Proportion(2, 3), new Proportion(2, 3)), (report.Claims, report.Precision, report.Recall));
        Assert.Equal(
            [new CheckerReport.ByReason("The sources do not state ….", new Proportion(2, 2)), new CheckerReport.ByReason("No quote.", new Proportion(0, 1))],
            report.Reasons);
        Assert.Equal([0.9, 0.45], report.Disputed.Select(claim => claim.Score));
        Assert.Equal([1, 4], report.Disputed.Select(claim => claim.Claim));
        Assert.Equal([(0.0, 0.0), (0, 0.5), (1 / 3.0, 0.5), (1 / 3.0, 1), (2 / 3.0, 1), (1, 1)], report.Roc.Select(point => (point.FalsePositiveRate, point.TruePositiveRate)));
        Assert.NotNull(report.Suggested);
        Assert.Equal((0.45, 1), (report.Suggested.Score, report.Suggested.SupportedKept));
        Assert.Equal(2 / 3.0, report.Suggested.UnsupportedCaught, 12);
    }

    [Fact]
    public void A_reopened_verdict_says_nothing_of_the_checker()
    {
        var record = AnswerRecord.From(Claims((0.95, "fine")), "hash", new FakeTimeProvider());
        var review = Review(record.Id, "ann", AnswerVerdict.Wrong) with { Pairs = [Pair(0, PairVerdict.NotThere) with { IsReopened = true }] };

        Assert.Equal(0, CheckerReport.Of([(record, review)]).Claims);
    }

    [Fact]
    public void The_dashboard_counts_by_time_and_group()
    {
        AnswerMeasure[] answers =
        [
            Measure("a", s_monday, "v1", 10) with { Likes = 1 },
            Measure("b", s_monday.AddDays(1), "v1", 20) with { IsRefused = true, Dislikes = 1 },
            Measure("c", s_monday.AddDays(6), "v2", 30),
            Measure("d", s_monday.AddDays(7), "v2", 40),
        ];
        var reviews = new[] { Review("a", "ann", AnswerVerdict.Right, PairVerdict.Supported), Review("c", "ann", AnswerVerdict.Wrong, PairVerdict.NotThere) }.ToDictionary(review => review.AnswerId);

        var all = Dashboard.Of(answers, reviews, DashboardPeriod.Week, DashboardDimension.None);
        var byPrompt = Dashboard.Of(answers, reviews, DashboardPeriod.Month, DashboardDimension.Prompt);

        Assert.Equal([(s_monday.Date, 3), (s_monday.Date.AddDays(7), 1)], all.Cells.Select(cell => (cell.From.Date, cell.Answers)));
        var week = all.Cells[0];
        Assert.Equal((new Proportion(1, 2), new Proportion(1, 2), new Proportion(1, 3), new Proportion(1, 2)), (week.Accuracy, week.CitationPrecision, week.RefusalRate, week.ThumbsUp));
        Assert.Equal((20, 30), (week.MedianMs.Value, week.SlowMs.Value));
        Assert.Equal([("Answer v1", 2), ("Answer v2", 2)], byPrompt.Totals.Select(cell => (cell.Group, cell.Answers)));
        Assert.Equal(["one.txt", "two.txt"], Dashboard.Of(answers, reviews, DashboardPeriod.Day, DashboardDimension.Article).Totals.Select(cell => cell.Group));
    }

    [Fact]
    public void A_reopened_verdict_is_no_part_of_the_citation_precision()
    {
        var review = Review("a", "ann", AnswerVerdict.Right, PairVerdict.Supported);
        review = review with { Pairs = [.. review.Pairs, Pair(1, PairVerdict.NotThere) with { IsReopened = true }] };

        var dashboard = Dashboard.Of([Measure("a", s_monday, "v1", 10)], new Dictionary<string, AnswerReview> { ["a"] = review }, DashboardPeriod.Day, DashboardDimension.None);

        Assert.Equal(new Proportion(1, 1), Assert.Single(dashboard.Totals).CitationPrecision);
    }

    [Fact]
    public void The_review_that_counts_is_the_adjudication_or_any_where_all_agree()
    {
        var ann = Review("a", "ann", AnswerVerdict.Right, PairVerdict.Supported);
        var bob = Review("a", "bob", AnswerVerdict.Right, PairVerdict.NotThere);

        Assert.Equal("ann", ReviewStates.Deciding([ann])!.Reviewer);
        Assert.Null(ReviewStates.Deciding([ann, bob]));
        Assert.Equal("cleo", ReviewStates.Deciding([ann, bob, bob with { Reviewer = "cleo", IsAdjudication = true }])!.Reviewer);
        Assert.Null(ReviewStates.Deciding([ann with { Verdict = null }]));
    }

    private static AnswerMeasure Measure(string id, DateTimeOffset time, string prompt, double ms) =>
        new(id, time, "webchat", "gpt", "Answer", prompt, false, false, 0, 0, ms, ["one.txt", "two.txt"]);

    private static Answer Claims(params (double Score, string Reason)[] claims) => SampleAnswers.Cited with
    {
        Claims = [.. claims.Select(claim => new Claim("A claim.", [1], new GroundingResult(claim.Score > 0.5 ? GroundingVerdict.Supported : GroundingVerdict.Unsupported, claim.Score, claim.Reason)))],
    };

    private static JudgedPair Pair(int claim, PairVerdict verdict) => new(claim, 1, verdict, "a/file.txt", 0, 8, "The file");

    private static AnswerReview Review(string answer, string reviewer, AnswerVerdict? verdict, params PairVerdict[] pairs) =>
        new() { AnswerId = answer, Reviewer = reviewer, Verdict = verdict, Pairs = [.. pairs.Select((pair, i) => Pair(i, pair))] };
}
