using QaBot.Evaluation.Metrics;

namespace QaBot.Evaluation.Reports;

/// <param name="Kind">Of the rows; null for all of them.</param>
public sealed record Figure(Metric Metric, string? Kind, Estimate Estimate);
