using QaBot.Evaluation.Metrics;

namespace QaBot.Tests.Evaluation.Metrics;

public sealed class ReliabilityTests
{
    [Fact]
    public void Each_bin_that_has_rows_sets_the_mean_probability_beside_the_share_that_came_true()
    {
        List<Observation> observations = [new("a", 0.92), new("b", 0.98) { IsPositive = false }, new("c", 0.31) { IsPositive = false }];

        var bins = Reliability.Of(observations, new Bootstrap());

        Assert.Equal([0.3, 0.9], bins.Select(bin => bin.From));
        Assert.Equal([0.31, 0.95], bins.Select(bin => Math.Round(bin.Predicted, 9)));
        Assert.Equal([(0.0, 1), (0.5, 2)], bins.Select(bin => (bin.Observed.Value, bin.Observed.Count)));
    }

    [Fact]
    public void Nothing_has_no_bins() => Assert.Empty(Reliability.Of([], new Bootstrap()));
}
