using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using QaBot.Retrieval;

namespace QaBot.Tests.Retrieval;

public sealed class FusionTests
{
    [Fact]
    public void The_score_is_the_sum_of_reciprocal_ranks_in_parts_of_the_highest()
    {
        var fused = Fuse(60, (["a", "b", "c"], 0.5), (["c", "a"], 0.5));
        Assert.Equal(["a", "c", "b"], fused.Select(item => item.Item));
        Assert.Equal((0.5 * 61 / 61) + (0.5 * 61 / 62), fused[0].Score, 1e-12);
        Assert.Equal((0.5 * 61 / 63) + (0.5 * 61 / 61), fused[1].Score, 1e-12);
        Assert.Equal(0.5 * 61 / 62, fused[2].Score, 1e-12);
    }

    [Fact]
    public void A_ranking_without_weight_brings_nothing_in() =>
        Assert.Equal(["a"], Fuse(60, (["a"], 1), (["b", "a"], 0)).Select(item => item.Item));

    [Fact]
    public void Nothing_ranked_gives_nothing() => Assert.Empty(Fuse(60, ([], 1), ([], 1)));

    [Fact]
    public void Equal_scores_keep_the_order_of_the_items() => Assert.Equal(["a", "b"], Fuse(60, (["b", "a"], 1), (["a", "b"], 1)).Select(item => item.Item));

    [Property(MaxTest = 300)]
    public Property What_is_ahead_in_every_ranking_is_ahead_in_the_fused_one() => Prop.ForAll(Rankings(), rankings =>
    {
        var fused = Fuse(rankings.K, rankings.All).Select(item => item.Item).ToList();
        Assert.Equal(rankings.All.SelectMany(ranking => ranking.Items).Distinct().Order(), fused.Order());
        foreach (var (better, worse) in fused.SelectMany(a => fused.Select(b => (a, b))).Where(pair => IsAheadInAll(pair.a, pair.b)))
            Assert.True(fused.IndexOf(better) < fused.IndexOf(worse), $"{better} {worse}");

        bool IsAheadInAll(string a, string b) => a != b && rankings.All.All(ranking => PlaceOf(ranking, a) < PlaceOf(ranking, b));
    });

    [Property(MaxTest = 300)]
    public Property The_order_of_the_rankings_plays_no_part_and_scores_lie_above_0_and_at_most_at_1() => Prop.ForAll(Rankings(), rankings =>
    {
        var fused = Fuse(rankings.K, rankings.All);
        Assert.All(fused, item => Assert.InRange(item.Score, double.Epsilon, 1 + 1e-12));
        Assert.All(fused.Zip(fused.Skip(1)), pair => Assert.True(pair.First.Score >= pair.Second.Score));
        var turned = Fuse(rankings.K, [.. rankings.All.Reverse()]).ToDictionary(item => item.Item, item => item.Score);
        Assert.All(fused, item => Assert.Equal(item.Score, turned[item.Item], 1e-12));
    });

    private static int PlaceOf((IReadOnlyList<string> Items, double Weight) ranking, string item) =>
        ranking.Items.ToList().IndexOf(item) is >= 0 and var place ? place : int.MaxValue;

    private static IReadOnlyList<FusedItem<string>> Fuse(double k, params (IReadOnlyList<string> Items, double Weight)[] rankings) =>
        Fusion.Fuse(k, StringComparer.Ordinal, rankings);

    private static Arbitrary<TestRankings> Rankings()
    {
        var ranking = Gen.Zip(Gen.Shuffle("abcdefgh".Select(letter => letter.ToString()).ToArray()), Gen.Zip(Gen.Choose(0, 8), Gen.Choose(1, 10)))
            .Select(drawn => ((IReadOnlyList<string>)[.. drawn.Item1.Take(drawn.Item2.Item1)], drawn.Item2.Item2 / 10.0));
        return Gen.Zip(Gen.Elements(0.0, 1, 60), Gen.Zip(ranking, ranking)).Select(drawn => new TestRankings(drawn.Item1, [drawn.Item2.Item1, drawn.Item2.Item2])).ToArbitrary();
    }

    public sealed record TestRankings(double K, (IReadOnlyList<string> Items, double Weight)[] All);
}
