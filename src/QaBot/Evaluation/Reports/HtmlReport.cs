using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using QaBot.Evaluation.Metrics;

namespace QaBot.Evaluation.Reports;

/// <summary>A report as one page that needs nothing else: no script, no other file, nothing from the network. It is well-formed XML, too.</summary>
public static class HtmlReport
{
    /// <summary>What is told at the top, of those that the run has.</summary>
    private static readonly string[] s_headlines =
        ["right reply", "nDCG@10", "answer and source", "balanced accuracy of refusing", "balanced accuracy of the check", "citation precision of drafts", "citation recall of drafts"];

    private static readonly string[] s_byKind = ["right reply", "answered or refused as is right", "answer and source", "right verdict"];

    private static readonly string[] s_columns = ["metric", "value", "95 % interval", "rows"];

    /// <param name="bootstrap">The one that the report's figures were taken with.</param>
    public static string Of(EvaluationReport report, Bootstrap bootstrap)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(bootstrap);
        var charts = new ReportCharts(report, bootstrap);
        var body = new XElement("body", new XElement("main", Head(report), Tiles(report), Sections(report, charts)));
        var head = new XElement(
            "head",
            new XElement("meta", new XAttribute("charset", "utf-8")),
            new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
            new XElement("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", "default-src 'none'; style-src 'unsafe-inline'")),
            PageElements.Text("title", $"QaBot on {report.Run.Set}"),
            new XElement("style", Css()));
        return "<!DOCTYPE html>\n" + Write(new XElement("html", new XAttribute("lang", "en"), head, body)) + "\n";
    }

    private static IEnumerable<XElement> Head(EvaluationReport report)
    {
        var run = report.Run;
        var what = new[]
        {
            $"split {run.Split}", Count(run.Questions.Count, "question"), Count(run.Claims.Count, "claim"), Count(run.Drafts.Count, "draft"),
            FormattableString.Invariant($"refuses below {run.RefuseBelow}"),
            run.Model is { } model ? $"answers by {model}" : null,
            run.Prompt is { } prompt ? $"prompt {prompt.Name} ({prompt.Hash[..Math.Min(12, prompt.Hash.Length)]})" : null,
        };
        yield return PageElements.Text("h1", $"QaBot on {run.Set}");
        yield return PageElements.Text("p", string.Join("; ", what.OfType<string>()) + ".", "note");
        yield return PageElements.Text("p", $"Intervals are 95 %, by percentile bootstrap over {FigureText.Count(report.Resamples)} resamples of the rows: how much a figure would vary with other rows of the same kind.", "note");
    }

    private static string? Count(int count, string noun) => count == 0 ? null : $"{FigureText.Count(count)} {noun}{(count == 1 ? "" : "s")}";

    private static XElement? Tiles(EvaluationReport report)
    {
        var figures = s_headlines.Select(name => report.Figures.FirstOrDefault(figure => figure.Kind is null && figure.Metric.Name == name)).OfType<Figure>().ToList();
        return figures.Count == 0 ? null : PageElements.Of("ul", "tiles", figures.Select(figure => new XElement(
            "li", PageElements.Text("span", figure.Metric.Name), PageElements.Text("strong", FigureText.Share(figure.Estimate.Value)), PageElements.Text("span", FigureText.Interval(figure.Estimate)))));
    }

    private static IEnumerable<XElement> Sections(EvaluationReport report, ReportCharts charts) =>
    [
        .. Charts("By kind", s_byKind.Select(charts.Kinds)),
        .. Charts("Retrieval", [charts.Recall(), charts.Kinds("nDCG@10")]),
        .. Charts("Answering and refusing", [charts.RefusalRoc(), charts.GateReliability()]),
        .. Charts("The check of claims", [charts.GroundingRoc(), charts.GroundingReliability()]),
        PageElements.Text("h2", "All figures"),
        Table(report.Figures),
        .. Drafts(report.Run),
        .. Worst(report.Run),
    ];

    private static IEnumerable<XElement> Charts(string title, IEnumerable<XElement?> charts)
    {
        var drawn = charts.OfType<XElement>().ToList();
        return drawn.Count == 0 ? [] : [PageElements.Text("h2", title), PageElements.Of("div", "charts", drawn)];
    }

    private static XElement Table(IReadOnlyList<Figure> figures) => PageElements.Of("div", "scroll", new XElement(
        "table",
        new XElement("thead", new XElement("tr", s_columns.Select(head => PageElements.Head(head, "col")), Column("what it says"))),
        figures.GroupBy(figure => figure.Metric.Group).Select(group => new XElement("tbody", Heading(group.Key), group.Select(Row)))));

    private static XElement Column(string text)
    {
        var head = PageElements.Head(text, "col");
        head.SetAttributeValue("class", "meaning");
        return head;
    }

    private static XElement Heading(MetricGroup group)
    {
        var head = PageElements.Head(group.ToString(), "rowgroup");
        head.SetAttributeValue("colspan", 5);
        return PageElements.Of("tr", "group", head);
    }

    private static XElement Row(Figure figure)
    {
        var (metric, (value, low, high, count)) = (figure.Metric, figure.Estimate);
        var row = new XElement(
            "tr",
            PageElements.Head(figure.Kind ?? metric.Name, "row"),
            PageElements.Text("td", FigureText.Number(metric, value)),
            PageElements.Text("td", $"{FigureText.Number(metric, low)} – {FigureText.Number(metric, high)}"),
            PageElements.Text("td", FigureText.Count(count)),
            PageElements.Text("td", figure.Kind is null ? metric.Meaning : "", "meaning"));
        if (figure.Kind is not null)
            row.SetAttributeValue("class", "kind");
        return row;
    }

    private static IEnumerable<XElement> Drafts(EvaluationRun run)
    {
        var faulty = run.Drafts.Where(draft => draft.Pairs.Any(pair => !pair.Supports) || draft.Claims.Any(claim => !claim.IsUnmarked)).ToList();
        return faulty.Count == 0 ? [] : [PageElements.Text("h2", "Drafts with faults"), .. faulty.Select(Draft)];
    }

    private static XElement Draft(DraftOutcome draft) => new(
        "article",
        PageElements.Text("h3", draft.Question),
        PageElements.Text("p", draft.Id, "note"),
        draft.Pairs.Where(pair => !pair.Supports).Select(pair => PageElements.Text("p", $"Shown with a citation that does not support it: {pair.Claim}", "fault")),
        draft.Claims.Where(claim => !claim.IsUnmarked).Select(claim => PageElements.Text("p", claim.IsShown ? $"Marked, though it is supported: {claim.Text}" : $"Not shown with its source: {claim.Text}", "fault")),
        new XElement("dl", PageElements.Text("dt", "draft"), PageElements.Text("dd", draft.Draft), PageElements.Text("dt", "shown"), PageElements.Text("dd", draft.Shown)));

    private static IEnumerable<XElement> Worst(EvaluationRun run)
    {
        var worst = WorstReplies.Of(run);
        if (worst.Count == 0)
            return [];
        var wrong = run.Questions.Count(question => !question.IsRightAt(run.RefuseBelow));
        return
        [
            PageElements.Text("h2", "The worst replies"),
            PageElements.Text("p", string.Create(CultureInfo.InvariantCulture, $"{worst.Count} of {wrong:N0} wrong replies; those that QaBot was surest of come first."), "note"),
            .. worst.Select(question => WorstReplies.Show(question, run.RefuseBelow)),
        ];
    }

    private static string Css()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("QaBot.Evaluation.Reports.report.css")!;
        using var reader = new StreamReader(stream);
        return "\n" + reader.ReadToEnd();
    }

    private static string Write(XElement html)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
            html.Save(writer);
        return text.ToString();
    }
}
