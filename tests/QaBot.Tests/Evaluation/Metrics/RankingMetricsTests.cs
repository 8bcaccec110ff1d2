using FsCheck;
using FsCheck.Xunit;
using QaBot.Evaluation.Metrics;

namespace QaBot.Tests.Evaluation.Metrics;

public sealed class RankingMetricsTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1.0 / 3)]
    [InlineData(5, 2.0 / 3)]
    [InlineData(100, 2.0 / 3)]
    public void Recall_is_the_share_of_the_relevant_documents_among_the_first_k(int k, double expected) =>
        Assert.Equal(expected, RecallAtK.Of([2, null, 5], k), 12);

    [Fact]
    public void The_reciprocal_rank_is_of_the_first_relevant_document_and_0_beyond_k()
    {
        Assert.Equal(0.25, ReciprocalRank.Of([9, 4, null], 10));
        Assert.Equal(0, ReciprocalRank.Of([11], 10));
        Assert.Equal(0, ReciprocalRank.Of([null], 10));
        Assert.Equal(0, ReciprocalRank.Of([], 10));
    }

    /// <summary>By hand: gains 3 and 1 at ranks 2 and 1 give 1/1 + 7/log2(3); the best order gives 7/1 + 1/log2(3).</summary>
    [Fact]
    public void Gains_of_nDCG_are_exponential_and_discounts_logarithmic() =>
        Assert.Equal((1 + (7 / Math.Log2(3))) / (7 + (1 / Math.Log2(3))), NormalizedDiscountedCumulativeGain.Of([(2, 2 + 1), (1, 1)], 10), 12);

    [Fact]
    public void What_was_not_found_or_stands_beyond_k_gains_nothing()
    {
        Assert.Equal(0, NormalizedDiscountedCumulativeGain.Of([(11, 1), (null, 2)], 10));
        Assert.Equal(1 / Math.Log2(3) / (1 + (1 / Math.Log2(3))), NormalizedDiscountedCumulativeGain.Of([(2, 1), (null, 1)], 10), 12);
    }

    /// <summary>By hand: ranks 1 and 4 of three relevant ones give (1/1 + 2/4) / 3.</summary>
    [Fact]
    public void Average_precision_counts_every_relevant_document() => Assert.Equal(0.5, AveragePrecision.Of([4, 1, null]), 12);

    [Fact]
    public void Without_a_relevant_document_there_is_nothing_to_measure()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RecallAtK.Of([], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalizedDiscountedCumulativeGain.Of([], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => AveragePrecision.Of([]));
    }

    [Property]
    public void The_best_order_is_worth_1_and_no_other_is_worth_more(NonEmptyArray<byte> gains, int seed)
    {
        var graded = gains.Get.Select(gain => (gain % 4) + 1).ToList();
        var best = graded.OrderDescending().Select((gain, i) => ((int?)(i + 1), gain)).ToList();
        var shuffled = graded.ToArray();
        new Random(seed).Shuffle(shuffled);
        var other = shuffled.Select((gain, i) => ((int?)(i + 1), gain)).ToList();

        Assert.Equal(1, NormalizedDiscountedCumulativeGain.Of(best, 10), 12);
        Assert.InRange(NormalizedDiscountedCumulativeGain.Of(other, 10), 0, 1 + 1e-12);
        Assert.Equal(1, AveragePrecision.Of([.. best.Select(document => document.Item1)]), 12);
    }

    [Property]
    public void A_relevant_document_that_rises_lowers_no_metric(PositiveInt rank, PositiveInt up)
    {
        int?[] before = [rank.Get + up.Get, null];
        int?[] after = [rank.Get, null];

        Assert.True(RecallAtK.Of(after, 10) >= RecallAtK.Of(before, 10));
        Assert.True(ReciprocalRank.Of(after, 10) >= ReciprocalRank.Of(before, 10));
        Assert.True(AveragePrecision.Of(after) > AveragePrecision.Of(before));
        Assert.True(NormalizedDiscountedCumulativeGain.Of([(after[0], 1)], 10) >= NormalizedDiscountedCumulativeGain.Of([(before[0], 1)], 10));
    }
}
