using System.Globalization;
using System.Xml.Linq;
using QaBot.Answering;

namespace QaBot.Evaluation.Reports.Charts;

/// <summary>Elements of SVG inside of an HTML page, whatever text they are given.</summary>
internal static class Svg
{
    /// <summary>A picture that says its title and description to those who do not see it. Colours come from the page, by class.</summary>
    public static XElement Picture(string id, string title, string description, double width, double height, params IEnumerable<XElement> content) => new(
        "svg",
        new XAttribute("viewBox", $"0 0 {Number(width)} {Number(height)}"),
        new XAttribute("role", "img"),
        new XAttribute("aria-labelledby", $"{id}-title {id}-desc"),
        new XElement("title", new XAttribute("id", $"{id}-title"), EvidenceMarkup.ReplaceIllegal(title)),
        new XElement("desc", new XAttribute("id", $"{id}-desc"), EvidenceMarkup.ReplaceIllegal(description)),
        content);

    public static XElement Line(string style, double x1, double y1, double x2, double y2) => new(
        "line", Class(style), At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2));

    public static XElement Rectangle(string style, double x, double y, double width, double height) => new(
        "rect", Class(style), At("x", x), At("y", y), At("width", Math.Max(0, width)), At("height", Math.Max(0, height)));

    public static XElement Dot(string style, double x, double y, double radius) => new("circle", Class(style), At("cx", x), At("cy", y), At("r", radius));

    /// <param name="anchor">start, middle or end.</param>
    public static XElement Text(string style, double x, double y, string text, string anchor = "start") => new(
        "text", Class(style), At("x", x), At("y", y), new XAttribute("text-anchor", anchor), EvidenceMarkup.ReplaceIllegal(text));

    public static XElement Path(string style, IEnumerable<(double X, double Y)> points, bool isClosed = false) => new(
        "path", Class(style), new XAttribute("d", "M" + string.Join('L', points.Select(point => $"{Number(point.X)} {Number(point.Y)}")) + (isClosed ? "Z" : "")));

    private static XAttribute Class(string style) => new("class", style);

    private static XAttribute At(string name, double value) => new(name, Number(value));

    private static string Number(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);
}
