namespace QaBot.Evaluation.Reports.Charts;

/// <summary>An axis of a chart.</summary>
/// <param name="Ticks">In order; the first and the last are the axis's ends. At least two, above 0 where it is logarithmic.</param>
public sealed record ChartAxis(string Label, IReadOnlyList<double> Ticks, bool IsLogarithmic = false)
{
    /// <summary>From 0 to 1 by fifths.</summary>
    public static ChartAxis Share(string label) => new(label, [0, 0.2, 0.4, 0.6, 0.8, 1]);

    /// <summary>How far along the axis a value is, 0 to 1; values outside are at its ends.</summary>
    public double Place(double value) => Math.Clamp((Scale(value) - Scale(Ticks[0])) / (Scale(Ticks[^1]) - Scale(Ticks[0])), 0, 1);

    private double Scale(double value) => IsLogarithmic ? Math.Log10(Math.Max(value, Ticks[0])) : value;
}
