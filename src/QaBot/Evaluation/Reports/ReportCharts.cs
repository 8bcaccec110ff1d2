using System.Globalization;
using System.Xml.Linq;
using QaBot.Evaluation.Metrics;
using QaBot.Evaluation.Reports.Charts;

namespace QaBot.Evaluation.Reports;

/// <summary>The charts of a report, each with its numbers as a table; those that the run has no rows for are left out.</summary>
internal sealed class ReportCharts(EvaluationReport report, Bootstrap bootstrap)
{
    private static readonly string[] s_rocHeads = ["threshold", "false positive rate", "true positive rate"];

    private readonly EvaluationRun _run = report.Run;

    /// <summary>A metric's figures for each kind, as bars; null where there are none.</summary>
    public XElement? Kinds(string metric)
    {
        var figures = report.Figures.Where(figure => figure.Metric.Name == metric && figure.Kind is not null).ToList();
        if (figures.Count == 0)
            return null;
        var chart = new BarChart($"kinds-{metric.Replace(' ', '-')}", $"{metric}, by kind", "Bars from 0 to 1, each with its 95 % interval.", [.. figures.Select(figure => (figure.Kind!, figure.Estimate))]);
        return PageElements.Figure(chart.Draw(), $"{metric}, by kind", figures[0].Metric.Meaning, PageElements.Table(
            ["kind", "value", "95 % interval", "rows"],
            figures.Select(figure => (IReadOnlyList<string>)[figure.Kind!, FigureText.Share(figure.Estimate.Value), FigureText.Interval(figure.Estimate), FigureText.Count(figure.Estimate.Count)])));
    }

    public XElement? Recall()
    {
        if (MetricCatalog.Recall(_run, 1).Count == 0)
            return null;
        var points = Enumerable.Range(1, Evaluator.Depth).Select(k => (k, Estimate: bootstrap.Interval(new WeightedMean(), MetricCatalog.Recall(_run, k)))).ToList();
        var chart = new LineChart(
            "recall",
            "Retrieval: recall@k",
            $"A line that rises from {FigureText.Share(points[0].Estimate.Value)} at k = 1 to {FigureText.Share(points[^1].Estimate.Value)} at k = {Evaluator.Depth}, with a band for the 95 % interval.",
            new ChartAxis("k (articles)", [1, 2, 5, 10, 20, 50, Evaluator.Depth], IsLogarithmic: true),
            ChartAxis.Share("recall@k"),
            [new ChartSeries("recall@k", [.. points.Select(point => new ChartPoint(point.k, point.Estimate.Value) { Low = point.Estimate.Low, High = point.Estimate.High })])]);
        return PageElements.Figure(chart.Draw(), "recall@k", "The share of the relevant articles among the first k, with its 95 % interval.", PageElements.Table(
            ["k", "recall", "95 % interval"],
            points.Select(point => (IReadOnlyList<string>)[point.k.ToString(CultureInfo.InvariantCulture), FigureText.Share(point.Estimate.Value), FigureText.Interval(point.Estimate)])));
    }

    /// <summary>Answering against refusing, with the place of the configured threshold.</summary>
    public XElement? RefusalRoc() => Roc(
        "refusal-roc",
        MetricCatalog.RefusalConfidence,
        "Answering and refusing",
        "answered, of the questions without an answer",
        "answered, of those with an answer",
        "Every threshold of the gate: the share answered of the questions with an answer, against that of those without.",
        observations => RocCurve.At(observations, _run.RefuseBelow) is { } point
            ? [new ChartMark(point.FalsePositiveRate, point.TruePositiveRate, FormattableString.Invariant($"shipped: {_run.RefuseBelow}"))]
            : []);

    public XElement? GroundingRoc() => Roc(
        "grounding-roc",
        MetricCatalog.GroundingScore,
        "The check of claims",
        "accepted, of the unsupported claims",
        "accepted, of the supported claims",
        "Every threshold of the check's score; the mark is where the verdicts lie.",
        _ => [new ChartMark(Accepted(isSupported: false), Accepted(isSupported: true), "verdicts")]);

    public XElement? GateReliability() => Reliable(
        "gate-reliability", "Reliability of the gate", "with an answer", MetricCatalog.GateProbabilities(_run), "The gate's probability beside how often the sources do answer. On the dashed line it would be right.");

    public XElement? GroundingReliability() => Reliable(
        "grounding-reliability", "Reliability of the check", "supported", Observe(MetricCatalog.GroundingScore), "The check's score beside how often the claim is supported. On the dashed line it would be a probability.");

    private XElement? Roc(string id, string metric, string title, string x, string y, string note, Func<IReadOnlyList<Observation>, IReadOnlyList<ChartMark>> marks)
    {
        var observations = Observe(metric);
        var curve = RocCurve.Of(observations);
        if (curve.Count == 0)
            return null;
        var area = bootstrap.Interval(new AreaUnderRoc(), observations);
        var summary = $"AUROC {FigureText.Share(area.Value)} ({FigureText.Interval(area)})";
        var chart = new LineChart(id, title, $"{summary}; the dashed diagonal is chance.", ChartAxis.Share(x), ChartAxis.Share(y), [new ChartSeries(title, [.. curve.Select(point => new ChartPoint(point.FalsePositiveRate, point.TruePositiveRate))])])
        {
            HasDiagonal = true,
            Marks = marks(observations),
        };
        return PageElements.Figure(chart.Draw(), $"{title}: {summary}", note, PageElements.Table(s_rocHeads, Enumerable.Range(0, 21).Select(i => RocCurve.At(observations, i / 20.0)!).Select(point =>
            (IReadOnlyList<string>)[point.Threshold.ToString("0.00", CultureInfo.InvariantCulture), FigureText.Share(point.FalsePositiveRate), FigureText.Share(point.TruePositiveRate)])));
    }

    private XElement? Reliable(string id, string title, string y, IReadOnlyList<Observation> observations, string note)
    {
        if (observations.Count == 0)
            return null;
        var bins = Reliability.Of(observations, bootstrap);
        var error = bootstrap.Interval(new CalibrationError(), observations);
        var chart = new LineChart(id, title, "A point for each tenth of the probabilities, with its 95 % interval; the dashed diagonal is perfection.", ChartAxis.Share("probability (mean of each tenth)"), ChartAxis.Share(y), [
            new ChartSeries(title, [.. bins.Select(bin => new ChartPoint(bin.Predicted, bin.Observed.Value) { Low = bin.Observed.Low, High = bin.Observed.High })]) { HasDots = true },
        ])
        {
            HasDiagonal = true,
        };
        return PageElements.Figure(chart.Draw(), $"{title}: ECE {FigureText.Share(error.Value)} ({FigureText.Interval(error)})", note, PageElements.Table(
            ["from", "mean probability", "observed", "95 % interval", "rows"],
            bins.Select(bin => (IReadOnlyList<string>)[bin.From.ToString("0.0", CultureInfo.InvariantCulture), FigureText.Share(bin.Predicted), FigureText.Share(bin.Observed.Value), FigureText.Interval(bin.Observed), FigureText.Count(bin.Observed.Count)])));
    }

    private IReadOnlyList<Observation> Observe(string metric) => MetricCatalog.All.Single(known => known.Name == metric).Observe(_run);

    private double Accepted(bool isSupported)
    {
        var claims = _run.Claims.Where(claim => claim.IsSupported == isSupported).ToList();
        return (double)claims.Count(claim => claim.Verdict == Grounding.GroundingVerdict.Supported) / claims.Count;
    }
}
