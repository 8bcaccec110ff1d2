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
        var text = Ink.Printable(released.Text);
        var verdictAt = released.Claim is { Grounding.Verdict: not GroundingVerdict.Supported } claim
            ? text.LastIndexOf(Ink.Printable(claim.Text), StringComparison.Ordinal) + claim.Text.Length
            : text.Length;
        _text.Write(Marked(text[..verdictAt]));
        if (verdictAt < text.Length)
            _text.Write(Doubted(text[verdictAt..], released.Claim!.Grounding.Verdict));
    }

    public void Complete(Answer answer)
    {
        var phrases = Phrasebook.For(LanguageDetector.Detect(answer.Question.Text));
        terminal.Out.WriteLine();
        if (answer.Refused && answer.Reason is { } reason && !answer.Text.Contains(reason, StringComparison.Ordinal))
            terminal.Out.WriteLine($"{Environment.NewLine}{_ink.Doubtful(phrases.Why)} {Ink.Printable(reason)}");
        foreach (var disagreement in answer.Disagreements)
            Print(disagreement, answer, phrases);
        if (answer.Citations.Count > 0)
            terminal.Out.WriteLine($"{Environment.NewLine}{_ink.Heading(phrases.SourcesHeading)}");
        foreach (var citation in answer.Citations)
            Print(citation);
    }

    private string Marked(string text) => Marker().Replace(text, match => _ink.Marker(match.Value));

    /// <summary>What follows a claim that its sources do not support: its markers, and the words that say so.</summary>
    private string Doubted(string text, GroundingVerdict verdict) => MarkerOrWord().Replace(text, match => match.Groups["marker"].Success
        ? _ink.Marker(match.Value)
        : verdict == GroundingVerdict.Partial ? _ink.Doubtful(match.Value) : _ink.Bad(match.Value));

    private void Print(Citation citation)
    {
        var article = citation.Article;
        var shown = Ink.Printable(CommandLine.OneLine(article.DisplayName));
        // What an article without a title is called has the file's name in it.
        var file = article.Title is null ? "" : $"{Ink.Printable(CommandLine.OneLine(article.Name))} ";
        var where = string.Create(CultureInfo.InvariantCulture, $"{file}{citation.Span.Start}–{citation.Span.End}");
        terminal.Out.WriteLine($"{_ink.Marker($"[{citation.Number}]")} {shown} {_ink.Faint(where)}");
        var quote = new WrappingWriter(terminal.Out, terminal.Width, indent: 4);
        quote.Write($"“{Ink.Printable(CommandLine.OneLine(citation.Quote))}”");
        terminal.Out.WriteLine();
    }

    /// <summary>One column for each value, so that they are read against each other.</summary>
    private void Print(Disagreement disagreement, Answer answer, Phrasebook phrases)
    {
        terminal.Out.WriteLine($"{Environment.NewLine}{_ink.Heading(phrases.DisagreementHeading)}: {Ink.Printable(disagreement.About)}");
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

    [GeneratedRegex(@"(?<marker>\[\d+\])|[^\s\[]+")]
    private static partial Regex MarkerOrWord();
}
