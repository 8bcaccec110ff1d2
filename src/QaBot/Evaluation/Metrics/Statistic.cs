namespace QaBot.Evaluation.Metrics;

/// <summary>A figure over observations each of which may count several times, as resampling asks for. Thread-safe.</summary>
public abstract class Statistic
{
    /// <summary>Whether it tells positives from negatives, and so is undefined without both.</summary>
    public virtual bool IsTwoClass => false;

    /// <summary>The order in which <see cref="Measure"/> wants the observations.</summary>
    public virtual IReadOnlyList<Observation> Order(IReadOnlyList<Observation> observations) => observations;

    /// <param name="ordered">As <see cref="Order"/> gives them.</param>
    /// <param name="times">How often each counts, from 0.</param>
    /// <returns>NaN where it is undefined.</returns>
    public abstract double Measure(IReadOnlyList<Observation> ordered, ReadOnlySpan<int> times);

    /// <summary>Of the observations as they are.</summary>
    public double Of(IReadOnlyList<Observation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        var times = new int[observations.Count];
        Array.Fill(times, 1);
        return Measure(Order(observations), times);
    }
}
