using System.Globalization;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Xunit;
using QaBot.Evaluation.Metrics;
using QaBot.Evaluation.Reports.Charts;

namespace QaBot.Tests.Evaluation.Reports.Charts;

public sealed class ChartTests
{
    private static LineChart Line(params ChartPoint[] points) => new("c", "A title", "A description.", ChartAxis.Share("x"), ChartAxis.Share("y"), [new ChartSeries("s", points)]);

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static IEnumerable<XElement> Styled(XElement svg, string style) => svg.Elements().Where(element => element.Attribute("class")?.Value.Split(' ').Contains(style) == true);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(10, 0.5)]
    [InlineData(100, 1)]
    [InlineData(1000, 1)]
    [InlineData(0, 0)]
    public void A_logarithmic_axis_gives_each_power_the_same_room(double value, double place) =>
        Assert.Equal(place, new ChartAxis("k", [1, 10, 100], IsLogarithmic: true).Place(value), 12);

    [Fact]
    public void A_line_goes_through_its_points_from_left_to_right_and_up_is_more()
    {
        var path = Styled(Line(new ChartPoint(0, 0), new ChartPoint(1, 1)).Draw(), "line").Single().Attribute("d")!.Value;

        Assert.Equal("M52 294L464 12", path);
    }

    [Fact]
    public void Intervals_are_a_band_around_a_line_and_whiskers_at_points()
    {
        var point = new ChartPoint(0.5, 0.5) { Low = 0.4, High = 0.7 };
        var dots = Line() with { Series = [new ChartSeries("s", [point]) { HasDots = true }] };

        Assert.EndsWith("Z", Styled(Line(point, point with { X = 0.6 }).Draw(), "band").Single().Attribute("d")!.Value, StringComparison.Ordinal);
        Assert.Empty(Styled(Line(new ChartPoint(0, 0)).Draw(), "band"));
        var whisker = Styled(dots.Draw(), "whisker").Single();
        Assert.True(Number(whisker, "y1") > Number(Styled(dots.Draw(), "dot").Single(), "cy") && Number(whisker, "y2") < Number(Styled(dots.Draw(), "dot").Single(), "cy"));
    }

    [Fact]
    public void Nothing_to_draw_leaves_the_axes() => Assert.NotEmpty(Styled(Line().Draw(), "grid"));

    [Fact]
    public void Several_lines_have_a_legend_and_styles_of_their_own()
    {
        var chart = Line() with { Series = [new ChartSeries("one", [new ChartPoint(0, 0)]), new ChartSeries("two", [new ChartPoint(0, 1)])] };

        Assert.Equal(["key s1", "key s2"], Styled(chart.Draw(), "key").Select(key => key.Attribute("class")!.Value));
        Assert.Empty(Styled(Line(new ChartPoint(0, 0)).Draw(), "key"));
    }

    [Fact]
    public void Bars_are_as_long_as_their_values_with_their_intervals()
    {
        var svg = new BarChart("b", "t", "d", [("one", new Estimate(0.5, 0.4, 0.6, 9)), ("a label that is far too long to fit", new Estimate(1, 1, 1, 9))]).Draw();

        var bars = Styled(svg, "bar").Select(bar => Number(bar, "width")).ToList();
        Assert.Equal(bars[1], 2 * bars[0], 6);
        Assert.Equal(6, Styled(svg, "whisker").Count());
        Assert.Contains(Styled(svg, "tick"), text => text.Value == "a label that is far t…");
        Assert.Equal(["0.500", "1.000"], Styled(svg, "value").Select(text => text.Value));
    }

    [Property]
    public void No_mark_leaves_the_picture(NormalFloat x, NormalFloat y)
    {
        var chart = Line(new ChartPoint(x.Get, y.Get)) with { Marks = [new ChartMark(x.Get, y.Get, "here")], HasDiagonal = true };

        var mark = Styled(chart.Draw(), "mark").Single();

        Assert.InRange(Number(mark, "cx"), 52, 464);
        Assert.InRange(Number(mark, "cy"), 12, 294);
    }
}
