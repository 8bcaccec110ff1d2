using System.Xml.Linq;
using QaBot.Answering;

namespace QaBot.Evaluation.Reports;

/// <summary>Elements of a report's page. What is text stays text: it is never read as markup, and characters that no page may hold are replaced.</summary>
internal static class PageElements
{
    public static XElement Text(string name, string text, string? style = null) => new(name, style is null ? null : new XAttribute("class", style), Safe(text));

    public static XElement Of(string name, string style, params IEnumerable<object> content) => new(name, new XAttribute("class", style), content);

    /// <summary>A chart, what it says in words, and its numbers for those who cannot see it or want them exactly.</summary>
    public static XElement Figure(XElement picture, string caption, string note, XElement table) => new(
        "figure",
        new XElement("figcaption", Text("strong", caption), Text("span", note)),
        picture,
        new XElement("details", Text("summary", "The numbers"), Of("div", "scroll", table)));

    /// <param name="rows">The first cell of each heads it.</param>
    public static XElement Table(IEnumerable<string> heads, IEnumerable<IReadOnlyList<string>> rows) => new(
        "table",
        new XElement("thead", new XElement("tr", heads.Select(head => Head(head, "col")))),
        new XElement("tbody", rows.Select(row => new XElement("tr", Head(row[0], "row"), row.Skip(1).Select(cell => Text("td", cell))))));

    public static XElement Head(string text, string scope) => new("th", new XAttribute("scope", scope), Safe(text));

    private static string Safe(string text) => EvidenceMarkup.ReplaceIllegal(text);
}
