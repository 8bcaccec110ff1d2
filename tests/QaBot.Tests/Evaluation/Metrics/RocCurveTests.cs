using FsCheck;
using FsCheck.Xunit;
using QaBot.Evaluation.Metrics;

namespace QaBot.Tests.Evaluation.Metrics;

public sealed class RocCurveTests
{
    private static readonly Observation[] s_observations =
        [new("a", 0.9), new("b", 0.5), new("c", 0.5) { IsPositive = false }, new("d", 0.1) { IsPositive = false }];

    [Fact]
    public void There_is_a_point_for_each_score_and_ties_are_one() => Assert.Equal(
        [new RocPoint(double.PositiveInfinity, 0, 0), new RocPoint(0.9, 0, 0.5), new RocPoint(0.5, 0.5, 1), new RocPoint(0.1, 1, 1)],
        RocCurve.Of(s_observations));

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0.9, 0, 0.5)]
    [InlineData(0.6, 0, 0.5)]
    [InlineData(0.5, 0.5, 1)]
    [InlineData(0, 1, 1)]
    public void A_score_at_the_threshold_counts_as_positive(double threshold, double falsePositives, double truePositives) =>
        Assert.Equal(new RocPoint(threshold, falsePositives, truePositives), RocCurve.At(s_observations, threshold));

    [Fact]
    public void Without_both_classes_there_is_no_curve()
    {
        Assert.Empty(RocCurve.Of([new Observation("a", 1)]));
        Assert.Null(RocCurve.At([], 0.5));
    }

    [Property]
    public void The_curve_rises_from_corner_to_corner_over_the_area_under_the_ROC(NonEmptyArray<byte> positives, NonEmptyArray<byte> negatives)
    {
        List<Observation> observations =
        [
            .. positives.Get.Select((value, i) => new Observation($"p{i}", value % 16)),
            .. negatives.Get.Select((value, i) => new Observation($"n{i}", value % 16) { IsPositive = false }),
        ];

        var curve = RocCurve.Of(observations);

        Assert.Equal((0.0, 0.0), (curve[0].FalsePositiveRate, curve[0].TruePositiveRate));
        Assert.Equal((1.0, 1.0), (curve[^1].FalsePositiveRate, curve[^1].TruePositiveRate));
        var area = curve.Zip(curve.Skip(1), (from, to) => (to.FalsePositiveRate - from.FalsePositiveRate) * (from.TruePositiveRate + to.TruePositiveRate) / 2).Sum();
        Assert.Equal(new AreaUnderRoc().Of(observations), area, 9);
    }
}
