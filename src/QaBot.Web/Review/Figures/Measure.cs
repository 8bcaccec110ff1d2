using QaBot.Review.Reports;

namespace QaBot.Web.Review.Figures;

/// <summary>One thing that the dashboard measures of every cell.</summary>
/// <param name="Id">Of its section.</param>
/// <param name="Hint">What it is a share of.</param>
/// <param name="Of">Value, bounds, and of how many, in words.</param>
public sealed record Measure(string Id, string Title, string Hint, bool IsShare, Func<DashboardCell, (double Value, double Low, double High, string Of)> Of)
{
    public static IReadOnlyList<Measure> All { get; } =
    [
        Share("accuracy", "Accuracy", "Of the reviewed answers, those that are right.", "reviewed", cell => cell.Accuracy),
        Share("citations", "Citation precision", "Of the judged quotes, those that support their claim.", "judged", cell => cell.CitationPrecision),
        Share("refusals", "Refusals", "Of all answers, those that say that the sources do not say.", "answers", cell => cell.RefusalRate),
        Share("thumbs", "Thumbs up", "Of all thumbs that users gave.", "thumbs", cell => cell.ThumbsUp),
        Time("median", "Median time", "Half of the answers take longer.", cell => cell.MedianMs),
        Time("slow", "95th percentile of time", "One answer in twenty takes longer.", cell => cell.SlowMs),
    ];

    public FigureRow Row(DashboardCell cell, string x, string series)
    {
        var (value, low, high, of) = Of(cell);
        return new FigureRow(x, series, value, low, high, of);
    }

    private static Measure Share(string id, string title, string hint, string of, Func<DashboardCell, Proportion> share) => new(id, title, hint, true, cell =>
    {
        var found = share(cell);
        return (found.Value, found.Low, found.High, Words.Count(found.Hits, $"of {found.Count:N0} {of}", $"of {found.Count:N0} {of}"));
    });

    private static Measure Time(string id, string title, string hint, Func<DashboardCell, Quantile> quantile) => new(id, title, hint, false, cell =>
    {
        var found = quantile(cell);
        return (found.Value, found.Low, found.High, Words.Count(found.Count, "answer", "answers"));
    });
}
