namespace QaBot.Evaluation.Metrics;

/// <param name="From">The lower end, inclusive; the width is 0.1.</param>
/// <param name="Predicted">The mean probability in it.</param>
/// <param name="Observed">The share of positives.</param>
public sealed record ReliabilityBin(double From, double Predicted, Estimate Observed);
