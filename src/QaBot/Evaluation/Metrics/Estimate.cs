namespace QaBot.Evaluation.Metrics;

/// <summary>A figure with its 95 % interval.</summary>
/// <param name="Value">NaN where the figure is undefined.</param>
/// <param name="Low">The interval's lower end; NaN as <paramref name="Value"/>.</param>
/// <param name="High">The interval's upper end; NaN as <paramref name="Value"/>.</param>
/// <param name="Count">Of the observations it rests on.</param>
public sealed record Estimate(double Value, double Low, double High, int Count);
