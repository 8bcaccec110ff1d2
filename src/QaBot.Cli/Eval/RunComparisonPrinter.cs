using System.Globalization;
using QaBot.Cli.Output;
using QaBot.Evaluation;
using QaBot.Evaluation.Reports;

namespace QaBot.Cli.Eval;

/// <summary>Shows what changed between two runs.</summary>
internal sealed class RunComparisonPrinter(Terminal terminal)
{
    private readonly Ink _ink = new(terminal.OutHasColor);

    public void Print(RunComparison comparison, string before, string after)
    {
        var shared = comparison.Before;
        terminal.Out.WriteLine(_ink.Heading(Ink.Printable($"{before} → {after}")) + _ink.Faint(
            $" ({Counted.Of(shared.Questions.Count, "question")}, {Counted.Of(shared.Claims.Count, "claim")}, {Counted.Of(shared.Drafts.Count, "draft")} in common)"));
        PrintFigures(comparison.Differences);
        Print("Replies that were wrong and are right", comparison.Mended, pair => Print(pair, comparison));
        Print("Replies that were right and are wrong", comparison.Broken, pair => Print(pair, comparison));
        Print("Claims whose verdict was wrong and is right", comparison.MendedClaims, Print);
        Print("Claims whose verdict was right and is wrong", comparison.BrokenClaims, Print);
    }

    private void PrintFigures(IReadOnlyList<MetricDifference> differences)
    {
        var width = differences.Select(difference => Name(difference).Length).DefaultIfEmpty(0).Max();
        foreach (var group in differences.GroupBy(difference => difference.Metric.Group))
        {
            terminal.Out.WriteLine();
            terminal.Out.WriteLine(_ink.Heading($"{group.Key.ToString().PadRight(width)}   before    after   change   95 % interval"));
            // A kind in which nothing moved says nothing.
            foreach (var difference in group.Where(difference => difference.Kind is null || difference.Change.Value != 0))
                Print(difference, width);
        }
    }

    private void Print(MetricDifference difference, int width)
    {
        var (value, low, high, _) = difference.Change;
        var name = Name(difference).PadRight(width);
        var numbers = string.Create(CultureInfo.InvariantCulture, $"{Number(difference, difference.Before)}  {Number(difference, difference.After)}  {Signed(difference, value)} {Signed(difference, low)} –{Signed(difference, high)}");
        var verdict = difference.IsBetter ? _ink.Good("  better") : difference.IsWorse ? _ink.Bad("  worse") : "";
        terminal.Out.WriteLine($"{(difference.Kind is null ? name : _ink.Faint(name))} {numbers}{verdict}");
    }

    private void Print<TPair>(string title, IReadOnlyList<TPair> pairs, Action<TPair> print)
    {
        if (pairs.Count == 0)
            return;
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(_ink.Heading($"{title}: {pairs.Count}"));
        foreach (var pair in pairs)
            print(pair);
    }

    private void Print((QuestionOutcome Before, QuestionOutcome After) pair, RunComparison comparison)
    {
        var asked = pair.Before.Asked;
        PrintHead(asked.Id, asked.Kind, asked.Question);
        PrintLine("gold", asked.Expected == QaBot.Evaluation.Sets.ExpectedReply.Answer ? string.Join(" | ", asked.Answers) : asked.Expected.ToString().ToLowerInvariant());
        PrintLine("before", Shown(pair.Before, comparison.Before.RefuseBelow));
        PrintLine("after", Shown(pair.After, comparison.After.RefuseBelow));
    }

    private void Print((ClaimOutcome Before, ClaimOutcome After) pair)
    {
        PrintHead(pair.Before.Id, pair.Before.Kind, pair.Before.Claim);
        PrintLine("gold", pair.Before.IsSupported ? "supported" : "not supported");
        foreach (var (name, claim) in new[] { ("before", pair.Before), ("after", pair.After) })
            PrintLine(name, FormattableString.Invariant($"{claim.Verdict.ToString().ToLowerInvariant()} ({claim.Score:0.00}): {claim.Reason}"));
    }

    private void PrintHead(string id, string? kind, string text) =>
        terminal.Out.WriteLine($"{_ink.Marker(Ink.Printable(id))}{_ink.Faint(kind is null ? "" : Ink.Printable($" ({kind})"))} {OneLine(text)}");

    private void PrintLine(string name, string text) => terminal.Out.WriteLine($"    {_ink.Faint(name.PadRight(7))} {OneLine(text)}");

    private static string Shown(QuestionOutcome question, double refuseBelow)
    {
        var fault = question.FaultAt(refuseBelow);
        var text = question.IsRefusedAt(refuseBelow) ? "refused" : question.Answer;
        return fault is ReplyFault.None or ReplyFault.Answered or ReplyFault.Refused ? text : $"{text} ({FigureText.Of(fault)})";
    }

    private static string OneLine(string text) => Ink.Printable(CommandLine.OneLine(text));

    private static string Number(MetricDifference difference, double value) => FigureText.Number(difference.Metric, value).PadLeft(7);

    private static string Signed(MetricDifference difference, double value)
    {
        var number = FigureText.Number(difference.Metric, value);
        return (value > 0 && number.AsSpan().ContainsAnyInRange('1', '9') ? $"+{number}" : number).PadLeft(7);
    }

    private static string Name(MetricDifference difference) => difference.Kind is { } kind ? $"    {OneLine(kind)}" : difference.Metric.Name;
}
