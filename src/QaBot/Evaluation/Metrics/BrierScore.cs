namespace QaBot.Evaluation.Metrics;

/// <summary>The mean squared difference of probability and outcome; 0 is perfect, 0.25 what always saying one half gets.</summary>
/// <remarks>Brier, Verification of Forecasts Expressed in Terms of Probability, 1950. Values are probabilities of being positive.</remarks>
public sealed class BrierScore : Statistic
{
    public override double Measure(IReadOnlyList<Observation> ordered, ReadOnlySpan<int> times)
    {
        ArgumentNullException.ThrowIfNull(ordered);
        var (sum, all) = (0.0, 0.0);
        for (var i = 0; i < times.Length; i++)
        {
            var distance = ordered[i].Value - (ordered[i].IsPositive ? 1 : 0);
            sum += times[i] * distance * distance;
            all += times[i];
        }

        return all > 0 ? sum / all : double.NaN;
    }
}
