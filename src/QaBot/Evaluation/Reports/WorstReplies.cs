using System.Globalization;
using System.Xml.Linq;
using QaBot.Answering;
using QaBot.Evaluation.Sets;

namespace QaBot.Evaluation.Reports;

/// <summary>The replies that are wrong, those of which QaBot was surest first, with all that is needed to see why.</summary>
internal static class WorstReplies
{
    private const int Most = 50;

    /// <summary>A wrong answer is worst when the gate was sure of it, a wrong refusal when the gate was sure of that; ties in the set's order.</summary>
    public static IReadOnlyList<QuestionOutcome> Of(EvaluationRun run) =>
    [
        .. run.Questions.Where(question => !question.IsRightAt(run.RefuseBelow))
            .OrderByDescending(question => question.IsRefusedAt(run.RefuseBelow) ? 1 - question.Confidence : question.Confidence).Take(Most),
    ];

    public static XElement Show(QuestionOutcome question, double refuseBelow)
    {
        var isRefused = question.IsRefusedAt(refuseBelow);
        var probability = question.Probability is { } known ? $" (gate {FigureText.Share(known)})" : "";
        var rows = new List<(string Term, object Content)>
        {
            ("gold", Gold(question.Asked)),
            (isRefused ? "unshown answer" : "answer", isRefused && question.Kind == AnswerKind.Refused ? "none" : Safe(question.Answer)),
        };
        if (question.Citations.Count > 0)
            rows.Add(("quotes", List(question.Citations.Select(citation => $"[{citation.Number}] {citation.Article}: {citation.Quote}"))));
        if (question.Passages.Count > 0)
            rows.Add(("passages found", Fold($"the first {question.Passages.Count}", question.Passages.Select(passage => $"{passage.Article} {passage.Start}–{passage.End}: {passage.Text}"))));
        if (question.Asked.History.Count > 0)
            rows.Insert(0, ("before", Fold($"{question.Asked.History.Count} turns", question.Asked.History.Select(turn => $"{turn.Role}: {turn.Text}"))));
        return new XElement(
            "article",
            PageElements.Text("h3", question.Asked.Question),
            PageElements.Text("p", $"{string.Join(", ", new[] { question.Asked.Id, question.Asked.Kind }.OfType<string>())}", "note"),
            PageElements.Text("p", FigureText.Of(question.FaultAt(refuseBelow)) + probability, "fault"),
            new XElement("dl", rows.SelectMany(row => new[] { PageElements.Text("dt", row.Term), new XElement("dd", row.Content) })));
    }

    private static string Gold(EvaluationQuestion asked)
    {
        if (asked.Expected != ExpectedReply.Answer)
            return asked.Expected == ExpectedReply.Refusal ? "a refusal" : "a conversational reply";
        var groups = asked.All is { } all ? $"each of: {string.Join("; ", all.Select(group => string.Join(" | ", group)))}" : null;
        var documents = string.Join(", ", asked.Relevant.Select(document => string.Create(CultureInfo.InvariantCulture, $"{document.Key}{(document.Value == 1 ? "" : $" ({document.Value})")}")));
        return Safe(string.Join("\n", new[] { string.Join(" | ", asked.Answers), groups, $"from {documents}" }.Where(line => !string.IsNullOrEmpty(line))));
    }

    private static XElement Fold(string summary, IEnumerable<string> items) => new("details", PageElements.Text("summary", summary), List(items));

    private static XElement List(IEnumerable<string> items) => new("ul", items.Select(item => PageElements.Text("li", item)));

    private static string Safe(string text) => EvidenceMarkup.ReplaceIllegal(text);
}
