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
        var (left, right) = (Column(comparison, comparison.First, width), Column(comparison, comparison.Second, width));
        for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
            terminal.Out.WriteLine($"{(i < left.Count ? left[i] : "").PadRight(width)}{Between}{(i < right.Count ? right[i] : "")}".TrimEnd());
        terminal.Out.WriteLine();
        new MarkdownPrinter(terminal.Out, terminal.Width, new Ink(terminal.OutHasColor)).Print(PromptWorkbench.DescribeShared(comparison));
    }

    /// <summary>Without colours: their codes would count as letters.</summary>
    private static List<string> Column(PromptComparison comparison, ComparedAnswer side, int width)
    {
        using var inner = new StringWriter();
        new MarkdownPrinter(inner, width, new Ink(enabled: false)).Print(PromptWorkbench.DescribeSide(comparison, side));
        return [.. inner.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').SelectMany(line => Cut(line, width))];
    }

    /// <summary>A word that is longer than the column must not push the other one aside.</summary>
    private static IEnumerable<string> Cut(string line, int width)
    {
        for (; line.Length > width; line = line[width..])
            yield return line[..width];
        yield return line;
    }
}
