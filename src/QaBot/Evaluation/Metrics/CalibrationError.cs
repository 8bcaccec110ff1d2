namespace QaBot.Evaluation.Metrics;

/// <summary>How far, in the mean, probabilities are from the shares that come true, over ten bins of equal width (ECE); 0 is perfect.</summary>
/// <remarks>Naeini, Cooper and Hauskrecht, Obtaining Well Calibrated Probabilities Using Bayesian Binning, 2015. Values are probabilities of being positive.</remarks>
public sealed class CalibrationError : Statistic
{
    public override double Measure(IReadOnlyList<Observation> ordered, ReadOnlySpan<int> times)
    {
        ArgumentNullException.ThrowIfNull(ordered);
        Span<double> excess = stackalloc double[Reliability.Bins];
        excess.Clear();
        var all = 0.0;
        for (var i = 0; i < times.Length; i++)
        {
            excess[Reliability.BinOf(ordered[i].Value)] += times[i] * (ordered[i].Value - (ordered[i].IsPositive ? 1 : 0));
            all += times[i];
        }

        var sum = 0.0;
        foreach (var bin in excess)
            sum += Math.Abs(bin);
        return all > 0 ? sum / all : double.NaN;
    }
}
