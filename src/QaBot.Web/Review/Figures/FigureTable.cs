using System.Globalization;

namespace QaBot.Web.Review.Figures;

/// <summary>Figures as a table, of which the page's script makes a chart.</summary>
/// <param name="Name">What they are of, for those who do not see the chart.</param>
/// <param name="Kind">"line", or "bars".</param>
/// <param name="IsShare">Else they are milliseconds.</param>
/// <param name="XName">Heads the first column.</param>
/// <param name="SeriesName">Heads the second; null when there is one series only.</param>
/// <param name="Places">Every place along the chart, in order, also those without a figure.</param>
public sealed record FigureTable(string Name, string Kind, bool IsShare, string XName, string? SeriesName, IReadOnlyList<string> Places, IReadOnlyList<FigureRow> Rows)
{
    public string Write(double value) => double.IsNaN(value) ? "–" : IsShare ? Percent(value) : Milliseconds(value);

    public string Interval(FigureRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return (double.IsNaN(row.Low), double.IsNaN(row.High)) switch
        {
            (true, true) => "–",
            (true, false) => $"up to {Write(row.High)}",
            (false, true) => $"{Write(row.Low)} or more",
            _ => $"{Write(row.Low)} to {Write(row.High)}",
        };
    }

    /// <summary>For scripts; empty for NaN.</summary>
    public static string Machine(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    public static string Percent(double share) => double.IsNaN(share) ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");

    private static string Milliseconds(double value) =>
        value >= 10_000 ? string.Create(CultureInfo.InvariantCulture, $"{value / 1000:0.0} s") : string.Create(CultureInfo.InvariantCulture, $"{value:0.##} ms");
}
