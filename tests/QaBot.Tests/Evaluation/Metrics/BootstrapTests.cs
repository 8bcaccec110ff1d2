using FsCheck;
using FsCheck.Xunit;
using QaBot.Evaluation.Metrics;

namespace QaBot.Tests.Evaluation.Metrics;

public sealed class BootstrapTests
{
    private static readonly WeightedMean s_mean = new();

    private static List<Observation> Coin(int heads, int tails) =>
        [.. Enumerable.Range(0, heads + tails).Select(i => new Observation($"{i}", i < heads ? 1 : 0))];

    [Fact]
    public void The_same_rows_always_give_the_same_interval() =>
        Assert.Equal(new Bootstrap().Interval(s_mean, Coin(30, 20)), new Bootstrap().Interval(s_mean, Coin(30, 20)));

    [Fact]
    public void Another_seed_moves_an_interval_by_little()
    {
        var (one, other) = (new Bootstrap(seed: 1).Interval(s_mean, Coin(300, 200)), new Bootstrap(seed: 2).Interval(s_mean, Coin(300, 200)));

        Assert.NotEqual(one, other);
        Assert.Equal(one.Low, other.Low, 0.01);
        Assert.Equal(one.High, other.High, 0.01);
    }

    /// <summary>The normal approximation: 0.6 ± 1.96·√(0.6·0.4/500).</summary>
    [Fact]
    public void The_interval_of_a_share_is_about_that_of_the_normal_approximation()
    {
        var (value, low, high, count) = new Bootstrap(10_000).Interval(s_mean, Coin(300, 200));

        Assert.Equal((0.6, 500), (value, count));
        Assert.Equal(0.6 - 0.0429, low, 0.005);
        Assert.Equal(0.6 + 0.0429, high, 0.005);
    }

    /// <summary>Of 300 samples about 285 should have the truth in their interval.</summary>
    [Fact]
    public void About_95_of_100_intervals_hold_the_truth()
    {
        const double truth = 0.7;
        var random = new Random(5);
        var bootstrap = new Bootstrap(1000);
        var held = 0;
        for (var sample = 0; sample < 300; sample++)
        {
            var rows = Enumerable.Range(0, 100).Select(i => new Observation($"{i}", random.NextDouble() < truth ? 1 : 0)).ToList();
            var estimate = bootstrap.Interval(s_mean, rows);
            held += estimate.Low <= truth && truth <= estimate.High ? 1 : 0;
        }

        Assert.InRange(held, 270, 297);
    }

    [Fact]
    public void Rows_of_one_cluster_are_drawn_together_so_that_copies_of_a_row_make_nothing_surer()
    {
        List<Observation> copied = [.. Coin(12, 8).SelectMany(row => Enumerable.Range(0, 5).Select(i => row with { Id = $"{row.Id}.{i}" }))];
        var alone = new Bootstrap().Interval(s_mean, Coin(12, 8));

        Assert.Equal((alone.Low, alone.High), (new Bootstrap().Interval(s_mean, copied) is var together ? (together.Low, together.High) : default));
        var apart = new Bootstrap().Interval(s_mean, [.. copied.Select(row => row with { Cluster = row.Id })]);
        Assert.True(apart.High - apart.Low < alone.High - alone.Low);
    }

    [Fact]
    public void An_undefined_figure_has_no_interval_and_undefined_resamples_do_not_count()
    {
        Assert.True(double.IsNaN(new Bootstrap().Interval(s_mean, []).Low));
        var few = new Bootstrap().Interval(new BalancedAccuracy(), [new Observation("a", 1), new Observation("b", 1) { IsPositive = false }]);
        Assert.Equal(new Estimate(1, 1, 1, 2), few);
    }

    [Fact]
    public void A_difference_between_a_run_and_itself_is_nothing() =>
        Assert.Equal(new Estimate(0, 0, 0, 50), new Bootstrap().Difference(s_mean, Coin(30, 20), Coin(30, 20)));

    [Fact]
    public void A_paired_difference_is_surer_than_two_intervals()
    {
        var (before, after) = (Coin(50, 50), Coin(60, 40));

        var change = new Bootstrap().Difference(s_mean, before, after);

        Assert.Equal(0.1, change.Value, 12);
        Assert.InRange(change.Low, 0.03, 0.06);
        Assert.InRange(change.High, 0.14, 0.17);
    }

    [Fact]
    public void A_row_may_contribute_to_one_of_two_runs_only()
    {
        List<Observation> before = [new("a", 1), new("b", 0)];
        List<Observation> after = [new("b", 1), new("c", 1)];

        var change = new Bootstrap().Difference(s_mean, before, after);

        Assert.Equal((0.5, 3), (change.Value, change.Count));
        Assert.InRange(change.Low, 0, 0.5);
    }

    [Property(MaxTest = 50)]
    public void An_interval_of_a_mean_lies_among_the_values_and_holds_the_mean_of_many(NonEmptyArray<byte> values)
    {
        var rows = values.Get.Select((value, i) => new Observation($"{i}", value)).ToList();

        var estimate = new Bootstrap(1000).Interval(s_mean, rows);

        Assert.InRange(estimate.Low, values.Get.Min(), estimate.High);
        Assert.InRange(estimate.High, estimate.Low, values.Get.Max());
    }
}
