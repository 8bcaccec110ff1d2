namespace QaBot.Review.Reports;

/// <summary>The value that a share of all are at most, with its 95 % interval.</summary>
/// <remarks>
/// By nearest rank; the interval lies between order statistics (Conover, Practical Nonparametric Statistics, 1999, section 3.2, the approximation for large samples),
/// so that it holds whatever the distribution.
/// </remarks>
/// <param name="Value">NaN of nothing.</param>
/// <param name="Low">NaN where there are too few values to bound it.</param>
/// <param name="High">NaN where there are too few values to bound it.</param>
/// <param name="Count">Of all values.</param>
public readonly record struct Quantile(double Value, double Low, double High, int Count)
{
    /// <summary>Of the standard normal distribution, for 95 %.</summary>
    private const double Z = 1.959964;

    /// <param name="sorted">In ascending order.</param>
    /// <param name="share">Above 0, at most 1.</param>
    public static Quantile Of(IReadOnlyList<double> sorted, double share)
    {
        ArgumentNullException.ThrowIfNull(sorted);
        var centre = share * sorted.Count;
        var half = Z * Math.Sqrt(centre * (1 - share));
        return new Quantile(At(centre), At(centre - half), At(centre + half), sorted.Count);

        double At(double rank) => Math.Ceiling(rank) is var whole && whole >= 1 && whole <= sorted.Count ? sorted[(int)whole - 1] : double.NaN;
    }
}
