using System.Globalization;
using System.Text.RegularExpressions;
using QaBot.Answering;
using QaBot.Grounding;

namespace QaBot.Cli.Output;

/// <summary>Shows one answer to a person, as it comes in: its text, then what it rests on.</summary>
internal sealed partial class AnswerPrinter(Terminal terminal)
{
    private readonly Ink _ink = new(terminal.OutHasColor);
    private readonly WrappingWriter _text = new(terminal.Out, terminal.Width);

    public void Release(TextReleased released)
    {
        var words = released.Text.TrimEnd();
        _text.Write(Marker().Replace(Ink.Printable(words), match => _ink.Marker(match.Value)));
        if (released.Claim is { Grounding.Verdict: not GroundingVerdict.Supported } claim)
            _text.Write($" {Doubt(claim.Grounding.Verdict)}");
        _text.Write(released.Text[words.Length..]);
    }

    public void Complete(Answer answer)
    {
        terminal.Out.WriteLine();
        if (answer.Refused && answer.Reason is { } reason)
            terminal.Out.WriteLine($"{Environment.NewLine}{_ink.Doubtful("Not answered:")} {Ink.Printable(reason)}");
        foreach (var disagreement in answer.Disagreements)
            Print(disagreement, answer);
        if (answer.Citations.Count > 0)
            terminal.Out.WriteLine($"{Environment.NewLine}{_ink.Heading("Sources")}");
        foreach (var citation in answer.Citations)
            Print(citation);
    }

    private string Doubt(GroundingVerdict verdict) => verdict == GroundingVerdict.Partial
        ? _ink.Doubtful("(only partly supported)")
        : _ink.Bad("(not supported)");

    private void Print(Citation citation)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"{citation.Article.Name} {citation.Span.Start}–{citation.Span.End}");
        var title = citation.Article.Title is { } known ? $"{Ink.Printable(CommandLine.OneLine(known))} " : "";
        terminal.Out.WriteLine($"{_ink.Marker($"[{citation.Number}]")} {title}{_ink.Faint(where)}");
        var quote = new WrappingWriter(terminal.Out, terminal.Width, indent: 4);
        quote.Write($"“{Ink.Printable(CommandLine.OneLine(citation.Quote))}”");
        terminal.Out.WriteLine();
    }

    /// <summary>One column for each value, so that they are read against each other.</summary>
    private void Print(Disagreement disagreement, Answer answer)
    {
        terminal.Out.WriteLine($"{Environment.NewLine}{_ink.Heading("The sources differ")}: {Ink.Printable(disagreement.About)}");
        var sources = answer.Citations.ToDictionary(citation => citation.Number, citation => citation.Article.DisplayName);
        var columns = disagreement.Values
            .Select(value => (
                Value: Ink.Printable(CommandLine.OneLine(value.Value)),
                Source: $"[{value.Citation}] {Ink.Printable(CommandLine.OneLine(sources.GetValueOrDefault(value.Citation, "")))}".TrimEnd()))
            .ToList();
        var widths = columns.Select(column => Math.Max(column.Value.Length, column.Source.Length)).ToList();
        terminal.Out.WriteLine($"    {string.Join("   ", columns.Select((column, i) => column.Value.PadRight(widths[i]))).TrimEnd()}");
        terminal.Out.WriteLine($"    {string.Join("   ", columns.Select((column, i) => _ink.Faint(column.Source.PadRight(widths[i])))).TrimEnd()}");
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Marker();
}
