namespace QaBot.Evaluation.Metrics;

/// <summary>
/// How much a figure would vary if other rows of the same kind had been drawn: 95 % percentile intervals over resamples of the rows, with
/// replacement. Rows of one cluster are drawn together. The same observations always give the same interval. Thread-safe.
/// </summary>
/// <remarks>
/// Efron, Bootstrap Methods: Another Look at the Jackknife, 1979; clusters as in Davison and Hinkley, Bootstrap Methods and their Application, 1997, section
/// 3.8; pairs as in Koehn, Statistical Significance Tests for Machine Translation Evaluation, 2004. Resamples for which the figure is undefined (one
/// class only) are left out. With a handful of rows the intervals are too narrow, as all percentile intervals are.
/// </remarks>
/// <param name="resamples">At least 1,000 for the ends of a 95 % interval to be steady.</param>
/// <param name="seed">Any number; another one moves the intervals by a little.</param>
public sealed class Bootstrap(int resamples = Bootstrap.DefaultResamples, int seed = 20)
{
    public const int DefaultResamples = 2000;

    private const double Tail = 0.025;

    public int Resamples { get; } = resamples;

    /// <returns>NaN for all three where the figure is undefined.</returns>
    public Estimate Interval(Statistic statistic, IReadOnlyList<Observation> observations)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentNullException.ThrowIfNull(observations);
        var clusters = Clusters(observations);
        var sample = new Sample(statistic, observations, clusters);
        return Estimate(sample.Of(Once(clusters.Count)), observations.Count, clusters.Count, sample.Of);
    }

    /// <summary>The difference of a figure between two runs of the same rows: the second's minus the first's, each resample drawn for both alike.</summary>
    /// <remarks>A row may contribute to one of the runs only, as an answer does that the other refused.</remarks>
    /// <returns>With the number of rows that contribute to either; NaN for the rest where the figure is undefined for one of the runs.</returns>
    public Estimate Difference(Statistic statistic, IReadOnlyList<Observation> first, IReadOnlyList<Observation> second)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        IReadOnlyList<Observation> both = [.. first, .. second];
        var clusters = Clusters(both);
        var (a, b) = (new Sample(statistic, first, clusters), new Sample(statistic, second, clusters));
        double Of(ReadOnlySpan<int> times) => b.Of(times) - a.Of(times);
        return Estimate(Of(Once(clusters.Count)), both.DistinctBy(observation => observation.Id).Count(), clusters.Count, Of);
    }

    private Estimate Estimate(double value, int count, int clusters, Draw draw)
    {
        if (double.IsNaN(value))
            return new Estimate(double.NaN, double.NaN, double.NaN, count);
        var random = new Random(seed);
        var times = new int[clusters];
        var values = new List<double>(Resamples);
        for (var i = 0; i < Resamples; i++)
        {
            Resample(random, times);
            if (draw(times) is var drawn && !double.IsNaN(drawn))
                values.Add(drawn);
        }

        values.Sort();
        return new Estimate(value, Quantile(values, Tail, value), Quantile(values, 1 - Tail, value), count);
    }

    private static void Resample(Random random, int[] times)
    {
        Array.Clear(times);
        for (var i = 0; i < times.Length; i++)
            times[random.Next(times.Length)]++;
    }

    /// <summary>Between the two nearest where the rank is no whole number.</summary>
    private static double Quantile(List<double> sorted, double share, double without)
    {
        if (sorted.Count == 0)
            return without;
        var rank = share * (sorted.Count - 1);
        var (below, part) = ((int)rank, rank - (int)rank);
        return below + 1 < sorted.Count ? sorted[below] + (part * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    private static Dictionary<string, int> Clusters(IReadOnlyList<Observation> observations)
    {
        var clusters = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var observation in observations)
            clusters.TryAdd(observation.Cluster, clusters.Count);
        return clusters;
    }

    private static int[] Once(int count)
    {
        var times = new int[count];
        Array.Fill(times, 1);
        return times;
    }

    private delegate double Draw(ReadOnlySpan<int> times);

    /// <summary>Observations in the statistic's order, with how often each counts when each cluster counts so often.</summary>
    private sealed class Sample
    {
        private readonly Statistic _statistic;
        private readonly IReadOnlyList<Observation> _ordered;
        private readonly int[] _clusterOf;
        private readonly int[] _times;

        public Sample(Statistic statistic, IReadOnlyList<Observation> observations, Dictionary<string, int> clusters)
        {
            _statistic = statistic;
            _ordered = statistic.Order(observations);
            _clusterOf = [.. _ordered.Select(observation => clusters[observation.Cluster])];
            _times = new int[_ordered.Count];
        }

        public double Of(ReadOnlySpan<int> clusterTimes)
        {
            for (var i = 0; i < _times.Length; i++)
                _times[i] = clusterTimes[_clusterOf[i]];
            return _statistic.Measure(_ordered, _times);
        }
    }
}
