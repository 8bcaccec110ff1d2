namespace QaBot.Evaluation.Metrics;

/// <param name="Threshold">Scores from here on count as positive.</param>
/// <param name="FalsePositiveRate">The share of negatives that do.</param>
/// <param name="TruePositiveRate">The share of positives that do.</param>
public sealed record RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate);
