namespace QaBot.Evaluation.Metrics;

/// <summary>Probabilities beside what came true, by bins of equal width: the reliability diagram.</summary>
/// <remarks>Murphy and Winkler, Reliability of Subjective Probability Forecasts of Precipitation and Temperature, 1977.</remarks>
public static class Reliability
{
    public const int Bins = 10;

    /// <summary>The bin of a probability, from 0; each includes its lower end, the last one both.</summary>
    public static int BinOf(double probability) => Math.Clamp((int)(probability * Bins), 0, Bins - 1);

    /// <param name="observations">Values are probabilities of being positive.</param>
    /// <returns>The bins that are not empty, in order.</returns>
    public static IReadOnlyList<ReliabilityBin> Of(IReadOnlyList<Observation> observations, Bootstrap bootstrap)
    {
        ArgumentNullException.ThrowIfNull(observations);
        ArgumentNullException.ThrowIfNull(bootstrap);
        return
        [
            .. observations.GroupBy(observation => BinOf(observation.Value)).OrderBy(bin => bin.Key).Select(bin => new ReliabilityBin(
                bin.Key / (double)Bins,
                bin.Average(observation => observation.Value),
                bootstrap.Interval(new WeightedMean(), [.. bin.Select(observation => observation with { Value = observation.IsPositive ? 1 : 0 })]))),
        ];
    }
}
