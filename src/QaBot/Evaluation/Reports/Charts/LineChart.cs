using System.Globalization;
using System.Xml.Linq;

namespace QaBot.Evaluation.Reports.Charts;

/// <summary>Lines or points over two axes, as inline SVG without script. Immutable.</summary>
/// <param name="Id">Unique on the page.</param>
/// <param name="Title">What it shows, for those who do not see it.</param>
/// <param name="Description">What there is to see.</param>
public sealed record LineChart(string Id, string Title, string Description, ChartAxis X, ChartAxis Y, IReadOnlyList<ChartSeries> Series)
{
    private const double Width = 480;
    private const double Height = 340;
    private const double Left = 52;
    private const double Right = 16;
    private const double Top = 12;
    private const double Bottom = 46;
    private const double Gap = 8;
    private const double Radius = 4;

    /// <summary>Colours that the page has for lines.</summary>
    private const int Styles = 4;

    public IReadOnlyList<ChartMark> Marks { get; init; } = [];

    /// <summary>Whether the line from corner to corner is drawn, which is chance or perfection.</summary>
    public bool HasDiagonal { get; init; }

    public XElement Draw() => Svg.Picture(Id, Title, Description, Width, Height, Grid().Concat(Series.SelectMany(Draw)).Concat(Marks.SelectMany(Draw)).Concat(Legend()));

    private IEnumerable<XElement> Grid()
    {
        foreach (var tick in Y.Ticks)
        {
            yield return Svg.Line("grid", Left, AtY(tick), Width - Right, AtY(tick));
            yield return Svg.Text("tick", Left - Gap, AtY(tick) + Radius, Label(tick), "end");
        }

        foreach (var tick in X.Ticks)
        {
            yield return Svg.Line("grid", AtX(tick), Top, AtX(tick), Height - Bottom);
            yield return Svg.Text("tick", AtX(tick), Height - Bottom + (2 * Gap), Label(tick), "middle");
        }

        yield return Svg.Text("axis", (Left + Width - Right) / 2, Height - Gap, X.Label, "middle");
        var label = Svg.Text("axis", 0, 0, Y.Label, "middle");
        label.SetAttributeValue("transform", FormattableString.Invariant($"translate(14 {(Top + Height - Bottom) / 2}) rotate(-90)"));
        yield return label;
        if (HasDiagonal)
            yield return Svg.Line("diagonal", Left, Height - Bottom, Width - Right, Top);
    }

    private IEnumerable<XElement> Draw(ChartSeries series, int number)
    {
        if (series.Points.Count == 0)
            yield break;
        var style = $"s{(number % Styles) + 1}";
        if (series.HasDots)
        {
            foreach (var point in series.Points)
            {
                yield return Svg.Line($"whisker {style}", AtX(point.X), AtY(point.Low ?? point.Y), AtX(point.X), AtY(point.High ?? point.Y));
                yield return Svg.Dot($"dot {style}", AtX(point.X), AtY(point.Y), Radius);
            }

            yield break;
        }

        if (series.Points.Any(point => point.Low is not null))
            yield return Svg.Path($"band {style}", series.Points.Select(point => (AtX(point.X), AtY(point.High ?? point.Y))).Concat(series.Points.Reverse().Select(point => (AtX(point.X), AtY(point.Low ?? point.Y)))), isClosed: true);
        yield return Svg.Path($"line {style}", series.Points.Select(point => (AtX(point.X), AtY(point.Y))));
    }

    /// <summary>The label stands on the side where there is room for it.</summary>
    private IEnumerable<XElement> Draw(ChartMark mark)
    {
        var isRight = X.Place(mark.X) > 0.6;
        yield return Svg.Dot("mark", AtX(mark.X), AtY(mark.Y), Radius + 2);
        yield return Svg.Text("marked", AtX(mark.X) + (isRight ? -1.5 : 1.5) * Gap, AtY(mark.Y) + (2.5 * Gap), mark.Label, isRight ? "end" : "start");
    }

    private IEnumerable<XElement> Legend()
    {
        const double line = 18;
        if (Series.Count < 2)
            yield break;
        for (var i = 0; i < Series.Count; i++)
        {
            var y = Height - Bottom - (line * (Series.Count - i)) + Gap;
            yield return Svg.Rectangle($"key s{(i % Styles) + 1}", Width - Right - 150, y - Gap, 12, Gap);
            yield return Svg.Text("tick", Width - Right - 132, y, Series[i].Name);
        }
    }

    private double AtX(double value) => Left + (X.Place(value) * (Width - Left - Right));

    private double AtY(double value) => Height - Bottom - (Y.Place(value) * (Height - Top - Bottom));

    private static string Label(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
