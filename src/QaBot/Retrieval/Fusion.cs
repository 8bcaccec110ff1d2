namespace QaBot.Retrieval;

/// <summary>Makes one ranking of several whose scores cannot be compared.</summary>
/// <remarks>
/// G. V. Cormack, C. L. A. Clarke and S. Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods" (2009), with
/// a weight for each ranking: an item's score is the sum of w / (k + rank) over the rankings that have it.
/// </remarks>
public static class Fusion
{
    /// <param name="k">How little the first places stand out; at least 0. The paper has 60.</param>
    /// <param name="ties">The order of items with equal scores.</param>
    /// <param name="rankings">Each best first, with every item once; weights are not negative, and a ranking that weighs 0 brings nothing in.</param>
    /// <returns>Best first. Scores are in parts of the highest possible: 1 for what is first in every ranking.</returns>
    public static IReadOnlyList<FusedItem<T>> Fuse<T>(double k, IComparer<T> ties, params IReadOnlyList<(IReadOnlyList<T> Items, double Weight)> rankings)
        where T : notnull
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentNullException.ThrowIfNull(rankings);
        var scores = new Dictionary<T, double>();
        var scale = (k + 1) / rankings.Sum(ranking => ranking.Weight);
        foreach (var (items, weight) in rankings.Where(ranking => ranking.Weight > 0))
        {
            for (var i = 0; i < items.Count; i++)
                scores[items[i]] = scores.GetValueOrDefault(items[i]) + (scale * weight / (k + i + 1));
        }

        return [.. scores.Select(score => new FusedItem<T>(score.Key, score.Value)).OrderByDescending(item => item.Score).ThenBy(item => item.Item, ties)];
    }
}
