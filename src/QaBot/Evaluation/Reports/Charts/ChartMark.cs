namespace QaBot.Evaluation.Reports.Charts;

/// <summary>A place in a chart that is pointed out.</summary>
/// <param name="Label">What stands beside it.</param>
public sealed record ChartMark(double X, double Y, string Label);
