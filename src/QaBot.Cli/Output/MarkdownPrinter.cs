using System.Net;
using System.Text.RegularExpressions;

namespace QaBot.Cli.Output;

/// <summary>Shows QaBot's own Markdown on a terminal: emphasis as colour, everything else as the words that it stands for.</summary>
internal sealed partial class MarkdownPrinter(TextWriter output, int width, Ink ink)
{
    public void Print(string markdown)
    {
        string? fence = null;
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            if (fence is null && Fence().Match(line) is { Success: true } opening)
                fence = opening.Value;
            else if (fence is not null && line == fence)
                fence = null;
            else if (fence is not null)
                output.WriteLine($"    {Ink.Printable(line)}");
            else
                PrintLine(line);
        }
    }

    private void PrintLine(string line)
    {
        if (line == "---")
        {
            output.WriteLine(ink.Faint(new string('─', Math.Min(width, 40))));
            return;
        }

        var quote = line.StartsWith("> ", StringComparison.Ordinal);
        var indent = quote ? 4 : line.Length - line.AsSpan().TrimStart().Length;
        var writer = new WrappingWriter(output, width, indent);
        writer.Write(Words(quote ? line[2..] : line.TrimStart()));
        output.WriteLine();
    }

    private string Words(string line) => Token().Replace(line, match =>
        match.Groups["bold"].Success ? ink.Heading(Plain(match.Groups["bold"].Value))
        : match.Groups["code"].Success ? ink.Marker(Ink.Printable(match.Groups["code"].Value))
        : match.Groups["marker"].Success ? ink.Marker(match.Value)
        : Plain(match.Value));

    private static string Plain(string text) => Ink.Printable(WebUtility.HtmlDecode(Escape().Replace(text, "$1")));

    [GeneratedRegex("^`{3,}$")]
    private static partial Regex Fence();

    // An escaped character is one piece, so that an escaped asterisk opens no emphasis.
    [GeneratedRegex(@"\*\*(?<bold>(?:\\.|[^*\\])+)\*\*|`(?<code>[^`\\]+)`|(?<marker>\[\d+\])|\\.|[^*`\[\\]+|.")]
    private static partial Regex Token();

    [GeneratedRegex(@"\\([!-/:-@\[-`{-~])")]
    private static partial Regex Escape();
}
