namespace QaBot.Review.Reports;

/// <summary>How far two reviewers agree beyond chance: 1 always, 0 as chance would have it, below 0 less than that.</summary>
/// <remarks>Cohen, A Coefficient of Agreement for Nominal Scales, 1960.</remarks>
public static class CohensKappa
{
    /// <param name="judgements">What the one and the other say of the same thing.</param>
    /// <returns>NaN without any, and where both say one and the same of everything: chance would agree as well.</returns>
    public static double Of<T>(IReadOnlyCollection<(T One, T Other)> judgements)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(judgements);
        double count = judgements.Count;
        var observed = judgements.Count(pair => EqualityComparer<T>.Default.Equals(pair.One, pair.Other)) / count;
        var one = judgements.CountBy(pair => pair.One).ToDictionary();
        var other = judgements.CountBy(pair => pair.Other).ToDictionary();
        var chance = one.Sum(said => said.Value / count * (other.GetValueOrDefault(said.Key) / count));
        return count == 0 || chance >= 1 ? double.NaN : (observed - chance) / (1 - chance);
    }
}
