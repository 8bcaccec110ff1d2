using QaBot.Evaluation.Metrics;

namespace QaBot.Evaluation.Reports;

/// <summary>The figures of a run, each with its interval.</summary>
/// <param name="Figures">In the catalogue's order, each metric over all rows and then for each kind; those that are undefined are left out.</param>
/// <param name="Resamples">That the intervals rest on.</param>
public sealed record EvaluationReport(EvaluationRun Run, IReadOnlyList<Figure> Figures, int Resamples)
{
    public static EvaluationReport Of(EvaluationRun run, Bootstrap bootstrap)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(bootstrap);
        return new EvaluationReport(run, [.. MetricCatalog.All.SelectMany(metric => Measure(metric, run, bootstrap))], bootstrap.Resamples);
    }

    private static IEnumerable<Figure> Measure(Metric metric, EvaluationRun run, Bootstrap bootstrap)
    {
        var observations = metric.Observe(run);
        return metric.ByKind(observations).Select(kind => (Kind: (string?)kind.Kind, kind.Observations)).Prepend((null, observations))
            .Select(slice => new Figure(metric, slice.Kind, bootstrap.Interval(metric.Statistic, slice.Observations)))
            .Where(figure => !double.IsNaN(figure.Estimate.Value));
    }
}
