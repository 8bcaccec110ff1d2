namespace QaBot.Evaluation.Metrics;

/// <summary>What one row of a set contributes to a figure.</summary>
/// <param name="Id">Of the row; pairs the observations of two runs.</param>
/// <param name="Value">A score, or 1 for right and 0 for wrong.</param>
public sealed record Observation(string Id, double Value)
{
    /// <summary>Of rows; figures are also taken for each kind.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What is resampled: rows that were made from one belong together. The row by itself unless it is set.</summary>
    public string Cluster { get; init; } = Id;

    /// <summary>How much it counts in a mean; 0 or more.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The true class of the row, for figures that tell two classes apart.</summary>
    public bool IsPositive { get; init; } = true;
}
