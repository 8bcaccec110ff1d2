namespace QaBot.Evaluation.Reports.Charts;

/// <summary>A line of a chart, from left to right.</summary>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>Whether each point is shown with its interval, rather than a line with a band.</summary>
    public bool HasDots { get; init; }
}
