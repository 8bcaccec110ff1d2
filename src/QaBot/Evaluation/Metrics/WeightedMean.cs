namespace QaBot.Evaluation.Metrics;

/// <summary>The mean of the values by their weights: a macro-average where all weigh 1, a micro-average where each weighs as many things as it counts.</summary>
public sealed class WeightedMean : Statistic
{
    public override double Measure(IReadOnlyList<Observation> ordered, ReadOnlySpan<int> times)
    {
        ArgumentNullException.ThrowIfNull(ordered);
        var (sum, weight) = (0.0, 0.0);
        for (var i = 0; i < times.Length; i++)
        {
            var counted = times[i] * ordered[i].Weight;
            sum += counted * ordered[i].Value;
            weight += counted;
        }

        return weight > 0 ? sum / weight : double.NaN;
    }
}
