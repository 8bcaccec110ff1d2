using QaBot.Evaluation.Metrics;

namespace QaBot.Evaluation.Reports;

/// <summary>How a figure changed from one run to another.</summary>
/// <param name="Kind">Of the rows; null for all of them.</param>
/// <param name="Before">The figure in the first run, over the rows that both have.</param>
/// <param name="After">The figure in the second run, over the same rows.</param>
/// <param name="Change">After minus before, with its interval over pairs.</param>
public sealed record MetricDifference(Metric Metric, string? Kind, double Before, double After, Estimate Change)
{
    /// <summary>The interval does not hold 0.</summary>
    public bool IsBeyondChance => Change.Low > 0 || Change.High < 0;

    /// <summary>Better beyond chance.</summary>
    public bool IsBetter => IsBeyondChance && !Metric.IsNeutral && Change.Value > 0 != Metric.LowerIsBetter;

    /// <summary>Worse beyond chance.</summary>
    public bool IsWorse => IsBeyondChance && !Metric.IsNeutral && Change.Value > 0 == Metric.LowerIsBetter;
}
