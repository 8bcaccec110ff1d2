using QaBot.Workbench;

namespace QaBot.Cli.Output;

/// <summary>Shows the steps of an answer on stderr.</summary>
internal static class TracePrinter
{
    public static void Print(Terminal terminal, IReadOnlyList<TraceStep> steps)
    {
        using var text = new StringWriter();
        var printer = new MarkdownPrinter(text, terminal.Width, new Ink(enabled: false));
        foreach (var step in steps)
        {
            text.WriteLine($"── {step.Label}");
            printer.Print(step.Markdown);
            text.WriteLine();
        }

        terminal.Note(text.ToString().TrimEnd());
    }

    /// <summary>Says that a prompt is not used as it stands on disk, if that is so.</summary>
    public static void PrintNotice(Terminal terminal, string? markdown)
    {
        if (markdown is null)
            return;
        using var text = new StringWriter();
        new MarkdownPrinter(text, terminal.Width, new Ink(enabled: false)).Print(markdown);
        terminal.Note(text.ToString().TrimEnd());
    }
}
