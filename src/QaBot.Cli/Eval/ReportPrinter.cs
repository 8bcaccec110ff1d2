using System.Globalization;
using QaBot.Cli.Output;
using QaBot.Evaluation;
using QaBot.Evaluation.Reports;

namespace QaBot.Cli.Eval;

/// <summary>Shows the figures of a report as a table.</summary>
internal sealed class ReportPrinter(Terminal terminal)
{
    private readonly Ink _ink = new(terminal.OutHasColor);

    public void Print(EvaluationReport report)
    {
        var run = report.Run;
        terminal.Out.WriteLine(_ink.Heading(Ink.Printable(run.Set)) + _ink.Faint(FormattableString.Invariant(
            $" (split {run.Split}; {Counted.Of(run.Questions.Count, "question")}, {Counted.Of(run.Claims.Count, "claim")}, {Counted.Of(run.Drafts.Count, "draft")}; refuses below {run.RefuseBelow}{By(run)})")));
        var width = report.Figures.Select(figure => Name(figure).Length).DefaultIfEmpty(0).Max();
        foreach (var group in report.Figures.GroupBy(figure => figure.Metric.Group))
        {
            terminal.Out.WriteLine();
            terminal.Out.WriteLine(_ink.Heading($"{group.Key.ToString().PadRight(width)}   value   95 % interval     rows"));
            foreach (var figure in group)
                Print(figure, width);
        }
    }

    private void Print(Figure figure, int width)
    {
        var (value, low, high, count) = figure.Estimate;
        var numbers = string.Create(CultureInfo.InvariantCulture, $"{Number(figure, value)}  {Number(figure, low)} –{Number(figure, high)}  {count,7:N0}");
        var name = Name(figure).PadRight(width);
        terminal.Out.WriteLine($"{(figure.Kind is null ? name : _ink.Faint(name))} {numbers}");
    }

    private static string Number(Figure figure, double value) => FigureText.Number(figure.Metric, value).PadLeft(7);

    private static string Name(Figure figure) => figure.Kind is { } kind ? $"    {Ink.Printable(CommandLine.OneLine(kind))}" : figure.Metric.Name;

    private static string By(EvaluationRun run) => run.Model is { } model ? Ink.Printable($"; {model}, prompt {run.Prompt?.Name}") : "";
}
