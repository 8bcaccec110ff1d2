namespace QaBot.Evaluation.Metrics;

/// <summary>The mean of the shares that are right among the positives and among the negatives; 0.5 is chance, however many there are of each.</summary>
/// <remarks>Brodersen et al., The Balanced Accuracy and Its Posterior Distribution, 2010. Values are 1 for right and 0 for wrong.</remarks>
public sealed class BalancedAccuracy : Statistic
{
    public override bool IsTwoClass => true;

    public override double Measure(IReadOnlyList<Observation> ordered, ReadOnlySpan<int> times)
    {
        ArgumentNullException.ThrowIfNull(ordered);
        Span<double> right = [0, 0];
        Span<double> all = [0, 0];
        for (var i = 0; i < times.Length; i++)
        {
            var side = ordered[i].IsPositive ? 1 : 0;
            right[side] += times[i] * ordered[i].Value;
            all[side] += times[i];
        }

        return all[0] > 0 && all[1] > 0 ? ((right[0] / all[0]) + (right[1] / all[1])) / 2 : double.NaN;
    }
}
