using System.Globalization;
using System.Xml.Linq;
using QaBot.Evaluation.Metrics;

namespace QaBot.Evaluation.Reports.Charts;

/// <summary>Shares as bars, one below the other, each with its interval, as inline SVG without script. Immutable.</summary>
/// <param name="Id">Unique on the page.</param>
/// <param name="Title">What it shows, for those who do not see it.</param>
/// <param name="Description">What there is to see.</param>
/// <param name="Bars">From the top; values are 0 to 1.</param>
public sealed record BarChart(string Id, string Title, string Description, IReadOnlyList<(string Label, Estimate Estimate)> Bars)
{
    private const double Width = 480;
    private const double Left = 150;
    private const double Right = 56;
    private const double Top = 6;
    private const double Row = 26;
    private const double Thickness = 14;
    private const double Cap = 4;
    private const double Baseline = 4.5;
    private const int LongestLabel = 22;

    public XElement Draw() => Svg.Picture(Id, Title, Description, Width, Top + (Row * Bars.Count) + Row, Grid().Concat(Bars.SelectMany((bar, i) => Draw(bar.Label, bar.Estimate, Top + (Row * (i + 0.5))))));

    private IEnumerable<XElement> Grid()
    {
        var bottom = Top + (Row * Bars.Count);
        foreach (var tick in ChartAxis.Share("").Ticks)
        {
            yield return Svg.Line("grid", At(tick), Top, At(tick), bottom);
            yield return Svg.Text("tick", At(tick), bottom + (Row * 0.7), tick.ToString("0.0", CultureInfo.InvariantCulture), "middle");
        }
    }

    private static IEnumerable<XElement> Draw(string label, Estimate estimate, double y)
    {
        yield return Svg.Text("tick", Left - 8, y + Baseline, label.Length <= LongestLabel ? label : label[..(LongestLabel - 1)] + "…", "end");
        yield return Svg.Rectangle("bar s1", Left, y - (Thickness / 2), At(estimate.Value) - Left, Thickness);
        yield return Svg.Line("whisker", At(estimate.Low), y, At(estimate.High), y);
        yield return Svg.Line("whisker", At(estimate.Low), y - Cap, At(estimate.Low), y + Cap);
        yield return Svg.Line("whisker", At(estimate.High), y - Cap, At(estimate.High), y + Cap);
        yield return Svg.Text("value", Width - 8, y + Baseline, estimate.Value.ToString("0.000", CultureInfo.InvariantCulture), "end");
    }

    private static double At(double value) => Left + (Math.Clamp(value, 0, 1) * (Width - Left - Right));
}
