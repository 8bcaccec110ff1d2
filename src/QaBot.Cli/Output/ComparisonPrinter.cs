using System.Globalization;
using QaBot.Answering;
using QaBot.Workbench;

namespace QaBot.Cli.Output;

/// <summary>Shows two answers in two columns.</summary>
internal sealed class ComparisonPrinter(Terminal terminal)
{
    private const string Between = " │ ";

    /// <summary>Columns below which two of them cannot be read.</summary>
    private const int Narrow = 90;

    private const int Wide = 200;

    public bool Fits => terminal.Width is >= Narrow and < int.MaxValue;

    public void Print(PromptComparison comparison)
    {
        var width = (Math.Min(terminal.Width, Wide) - Between.Length) / 2;
        var (left, right) = (Column(comparison.First, width), Column(comparison.Second, width));
        for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
            terminal.Out.WriteLine($"{(i < left.Count ? left[i] : "").PadRight(width)}{Between}{(i < right.Count ? right[i] : "")}".TrimEnd());
    }

    /// <summary>Without colours: their codes would count as letters.</summary>
    private static List<string> Column(ComparedAnswer compared, int width)
    {
        using var inner = new StringWriter();
        var plain = new Terminal(inner, TextWriter.Null, TextReader.Null) { Width = width };
        var answer = compared.Answer;
        inner.WriteLine(compared.Prompt.Name);
        inner.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{compared.Prompt.Hash[..12]}, {answer.Timings.Total.TotalMilliseconds:N0} ms, {compared.PromptTokens?.ToString("N0", CultureInfo.InvariantCulture) ?? "no"} prompt tokens"));
        if (answer.Usage is { } usage)
            inner.WriteLine(string.Create(CultureInfo.InvariantCulture, $"model: {usage.InputTokenCount?.ToString("N0", CultureInfo.InvariantCulture) ?? "?"} tokens in, {usage.OutputTokenCount?.ToString("N0", CultureInfo.InvariantCulture) ?? "?"} out"));
        if (answer.PromptProblem is { } problem)
            new WrappingWriter(inner, width).Write($"! {Ink.Printable(problem)}\n");
        inner.WriteLine(new string('─', width));
        new WrappingWriter(inner, width).Write(Ink.Printable(answer.Text));
        new AnswerPrinter(plain).Complete(answer);
        foreach (var claim in answer.Claims)
        {
            inner.WriteLine();
            new WrappingWriter(inner, width).Write(string.Create(CultureInfo.InvariantCulture, $"{AnswerJson.VerdictName(claim.Grounding.Verdict)} {claim.Grounding.Score:0.00}: {Ink.Printable(CommandLine.OneLine(claim.Text))}"));
        }

        return [.. inner.ToString().ReplaceLineEndings("\n").Split('\n').SelectMany(line => Cut(line, width))];
    }

    /// <summary>A word that is longer than the column must not push the other one aside.</summary>
    private static IEnumerable<string> Cut(string line, int width)
    {
        for (; line.Length > width; line = line[width..])
            yield return line[..width];
        yield return line;
    }
}
