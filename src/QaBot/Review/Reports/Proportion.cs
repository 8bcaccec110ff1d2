namespace QaBot.Review.Reports;

/// <summary>How many of a number, with the 95 % interval of the share.</summary>
/// <remarks>Wilson, Probable Inference, the Law of Succession, and Statistical Inference, 1927: it holds for few and for shares near 0 and 1 too.</remarks>
/// <param name="Hits">0 to <paramref name="Count"/>.</param>
/// <param name="Count">At least 0.</param>
public readonly record struct Proportion(int Hits, int Count)
{
    /// <summary>Of the standard normal distribution, for 95 %.</summary>
    private const double Z = 1.959964;

    /// <summary>NaN of nothing.</summary>
    public double Value => Count == 0 ? double.NaN : (double)Hits / Count;

    public double Low => Count == 0 ? double.NaN : Math.Max(0, Centre - Half);

    public double High => Count == 0 ? double.NaN : Math.Min(1, Centre + Half);

    private double Centre => (Value + (Z * Z / (2 * Count))) / (1 + (Z * Z / Count));

    private double Half => Z * Math.Sqrt((Value * (1 - Value) / Count) + (Z * Z / (4.0 * Count * Count))) / (1 + (Z * Z / Count));

    public static Proportion Of<T>(IEnumerable<T> all, Func<T, bool> isHit)
    {
        ArgumentNullException.ThrowIfNull(all);
        var (hits, count) = (0, 0);
        foreach (var one in all)
        {
            count++;
            hits += isHit(one) ? 1 : 0;
        }

        return new Proportion(hits, count);
    }
}
