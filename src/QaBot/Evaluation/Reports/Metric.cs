using QaBot.Evaluation.Metrics;

namespace QaBot.Evaluation.Reports;

/// <summary>A figure that every run has which has rows for it.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Meaning">One sentence for readers of a report.</param>
/// <param name="Observe">What the run's rows contribute; empty when it has none.</param>
public sealed record Metric(MetricGroup Group, string Name, string Meaning, Statistic Statistic, Func<EvaluationRun, IReadOnlyList<Observation>> Observe)
{
    /// <summary>Whether less is better.</summary>
    public bool LowerIsBetter { get; init; }

    /// <summary>Whether neither more nor less is better.</summary>
    public bool IsNeutral { get; init; }

    /// <summary>Whether the values are shares, from 0 to 1.</summary>
    public bool IsShare { get; init; } = true;

    /// <summary>Whether it says something of rows of one kind.</summary>
    public bool HasKinds { get; init; } = true;

    /// <summary>
    /// The observations of each kind, by its name. A figure that tells two classes apart sets the negatives of a kind against all positives; kinds without
    /// negatives have none.
    /// </summary>
    /// <returns>Empty where all rows are of one kind.</returns>
    public IReadOnlyList<(string Kind, IReadOnlyList<Observation> Observations)> ByKind(IReadOnlyList<Observation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        var positives = observations.Where(observation => observation.IsPositive).ToList();
        var kinds = observations.Where(observation => !Statistic.IsTwoClass || !observation.IsPositive).GroupBy(observation => observation.Kind)
            .Where(kind => kind.Key.Length > 0).OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => (kind.Key, (IReadOnlyList<Observation>)(Statistic.IsTwoClass ? [.. positives, .. kind] : [.. kind]))).ToList();
        return kinds.Count > 1 && HasKinds ? kinds : [];
    }
}
