using FsCheck;
using FsCheck.Xunit;
using QaBot.Evaluation.Metrics;

namespace QaBot.Tests.Evaluation.Metrics;

public sealed class StatisticTests
{
    private static List<Observation> Two(double[] positives, double[] negatives) =>
    [
        .. positives.Select((value, i) => new Observation($"p{i}", value)),
        .. negatives.Select((value, i) => new Observation($"n{i}", value) { IsPositive = false }),
    ];

    [Fact]
    public void A_mean_goes_by_weight()
    {
        Assert.Equal(0.25, new WeightedMean().Of([new Observation("a", 1), new Observation("b", 0) { Weight = 3 }]));
        Assert.True(double.IsNaN(new WeightedMean().Of([])));
        Assert.True(double.IsNaN(new WeightedMean().Of([new Observation("a", 1) { Weight = 0 }])));
    }

    /// <summary>By hand: 2 of 3 positives and 1 of 5 negatives right.</summary>
    [Fact]
    public void Balanced_accuracy_gives_both_classes_the_same_say() =>
        Assert.Equal(((2.0 / 3) + 0.2) / 2, new BalancedAccuracy().Of(Two([1, 1, 0], [1, 0, 0, 0, 0])), 12);

    /// <summary>By hand: of the six pairs 0.9 wins both, 0.5 wins one and ties one, 0.1 wins none: 3.5 of 6.</summary>
    [Fact]
    public void The_area_under_the_ROC_counts_won_pairs_and_ties_half() =>
        Assert.Equal(3.5 / 6, new AreaUnderRoc().Of(Two([0.9, 0.5, 0.1], [0.5, 0.2])), 12);

    [Fact]
    public void Scores_that_are_all_the_same_tell_nothing() => Assert.Equal(0.5, new AreaUnderRoc().Of(Two([0.3, 0.3], [0.3, 0.3, 0.3])));

    [Fact]
    public void One_class_alone_cannot_be_told_from_the_other()
    {
        foreach (var statistic in new Statistic[] { new AreaUnderRoc(), new BalancedAccuracy() })
        {
            Assert.True(statistic.IsTwoClass);
            Assert.True(double.IsNaN(statistic.Of(Two([1, 0], []))));
            Assert.True(double.IsNaN(statistic.Of(Two([], [1]))));
            Assert.True(double.IsNaN(statistic.Of([])));
        }
    }

    /// <summary>By hand: 0.9 and 0.5 for positives, 0.5 for a negative: (0.01 + 0.25 + 0.25) / 3.</summary>
    [Fact]
    public void The_Brier_score_is_the_mean_squared_error() => Assert.Equal(0.17, new BrierScore().Of(Two([0.9, 0.5], [0.5])), 12);

    /// <summary>By hand: the bin of 0.9 and 0.95 lacks 0.15 of two, that of 0.3 exceeds by 0.3 of one: (0.15 + 0.3) / 3.</summary>
    [Fact]
    public void The_calibration_error_weighs_each_bin_by_its_rows() => Assert.Equal(0.15, new CalibrationError().Of(Two([0.9, 0.95], [0.3])), 12);

    [Fact]
    public void Probabilities_at_the_ends_have_a_bin()
    {
        Assert.Equal(0, new CalibrationError().Of(Two([1], [0])));
        Assert.Equal([0, 0, 1, 9, 9], new[] { 0, 0.099, 0.1, 0.95, 1 }.Select(Reliability.BinOf));
    }

    [Property]
    public void Counting_a_row_twice_is_having_it_twice(NonEmptyArray<byte> values)
    {
        var observations = values.Get.Select((value, i) => new Observation($"{i}", value % 8 / 8.0) { IsPositive = value > 100, Weight = 1 + (value % 3) }).ToList();
        foreach (var statistic in new Statistic[] { new WeightedMean(), new BalancedAccuracy(), new AreaUnderRoc(), new BrierScore(), new CalibrationError() })
        {
            var ordered = statistic.Order(observations);
            var times = ordered.Select((_, i) => i % 3).ToArray();
            var repeated = ordered.SelectMany((observation, i) => Enumerable.Repeat(observation, i % 3)).ToList();

            Assert.Equal(statistic.Of(repeated), statistic.Measure(ordered, times), 9);
        }
    }

    [Property]
    public void The_area_under_the_ROC_is_the_share_of_pairs_that_are_won(NonEmptyArray<byte> positives, NonEmptyArray<byte> negatives)
    {
        var (p, n) = (positives.Get.Select(value => value / 32.0).Select(Math.Floor).ToArray(), negatives.Get.Select(value => value / 32.0).Select(Math.Floor).ToArray());
        var won = p.SelectMany(_ => n, (a, b) => a > b ? 1 : a.Equals(b) ? 0.5 : 0).Average();

        Assert.Equal(won, new AreaUnderRoc().Of(Two(p, n)), 9);
    }
}
