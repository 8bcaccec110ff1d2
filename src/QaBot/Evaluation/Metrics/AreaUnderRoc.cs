namespace QaBot.Evaluation.Metrics;

/// <summary>
/// The probability that a positive gets a higher score than a negative, ties counting half: the area under the receiver operating
/// characteristic. 0.5 is chance.
/// </summary>
/// <remarks>Hanley and McNeil, The Meaning and Use of the Area under a ROC Curve, 1982 (the Mann–Whitney statistic).</remarks>
public sealed class AreaUnderRoc : Statistic
{
    public override bool IsTwoClass => true;

    public override IReadOnlyList<Observation> Order(IReadOnlyList<Observation> observations) => [.. observations.OrderBy(observation => observation.Value)];

    public override double Measure(IReadOnlyList<Observation> ordered, ReadOnlySpan<int> times)
    {
        ArgumentNullException.ThrowIfNull(ordered);
        var (wins, positives, negatives) = (0.0, 0.0, 0.0);
        for (var i = 0; i < times.Length;)
        {
            var (tiedPositives, tiedNegatives) = (0.0, 0.0);
            for (var value = ordered[i].Value; i < times.Length && ordered[i].Value.Equals(value); i++)
            {
                if (ordered[i].IsPositive)
                    tiedPositives += times[i];
                else
                    tiedNegatives += times[i];
            }

            wins += tiedPositives * (negatives + (tiedNegatives / 2));
            positives += tiedPositives;
            negatives += tiedNegatives;
        }

        return positives > 0 && negatives > 0 ? wins / (positives * negatives) : double.NaN;
    }
}
