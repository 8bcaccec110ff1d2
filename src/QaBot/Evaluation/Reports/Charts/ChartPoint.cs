namespace QaBot.Evaluation.Reports.Charts;

/// <summary>A point of a chart, in the units of its axes.</summary>
public sealed record ChartPoint(double X, double Y)
{
    /// <summary>Lower end of an interval around <see cref="Y"/>.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of an interval around <see cref="Y"/>.</summary>
    public double? High { get; init; }
}
