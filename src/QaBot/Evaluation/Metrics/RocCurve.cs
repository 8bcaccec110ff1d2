namespace QaBot.Evaluation.Metrics;

/// <summary>What every threshold on a score would do: the receiver operating characteristic.</summary>
/// <remarks>Fawcett, An Introduction to ROC Analysis, 2006: one point for each score that occurs, tied ones together.</remarks>
public static class RocCurve
{
    /// <returns>From (0, 0), where nothing counts as positive, to (1, 1); empty without both classes.</returns>
    public static IReadOnlyList<RocPoint> Of(IReadOnlyList<Observation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        var (positives, negatives) = (observations.Count(observation => observation.IsPositive), observations.Count(observation => !observation.IsPositive));
        if (positives == 0 || negatives == 0)
            return [];
        var points = new List<RocPoint> { new(double.PositiveInfinity, 0, 0) };
        var (truePositives, falsePositives) = (0, 0);
        foreach (var tied in observations.GroupBy(observation => observation.Value).OrderByDescending(group => group.Key))
        {
            truePositives += tied.Count(observation => observation.IsPositive);
            falsePositives += tied.Count(observation => !observation.IsPositive);
            points.Add(new RocPoint(tied.Key, (double)falsePositives / negatives, (double)truePositives / positives));
        }

        return points;
    }

    /// <summary>The point of one threshold; null without both classes.</summary>
    public static RocPoint? At(IReadOnlyList<Observation> observations, double threshold) =>
        Of(observations).LastOrDefault(point => point.Threshold >= threshold) is { } point ? point with { Threshold = threshold } : null;
}
