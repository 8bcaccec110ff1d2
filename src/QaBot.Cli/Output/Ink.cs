using System.Text;

namespace QaBot.Cli.Output;

/// <summary>Colours for people; the text unchanged when <paramref name="enabled"/> is false.</summary>
internal sealed class Ink(bool enabled)
{
    public string Marker(string text) => Paint(text, "36");

    public string Heading(string text) => Paint(text, "1");

    public string Faint(string text) => Paint(text, "2");

    public string Good(string text) => Paint(text, "32");

    public string Doubtful(string text) => Paint(text, "33");

    public string Bad(string text) => Paint(text, "31");

    /// <summary>The text without characters that a terminal would obey: an article must not repaint the screen.</summary>
    public static string Printable(string text)
    {
        if (!text.Any(IsCommand))
            return text;
        var printable = new StringBuilder(text.Length);
        foreach (var unit in text)
            printable.Append(IsCommand(unit) ? '\uFFFD' : unit);
        return printable.ToString();
    }

    /// <summary>Controls, and the marks that turn the reading direction, with which the end of a line can be made to show as its beginning.</summary>
    private static bool IsCommand(char unit) =>
        (char.IsControl(unit) && unit is not ('\n' or '\t')) || unit is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private string Paint(string text, string code) => enabled ? $"\e[{code}m{text}\e[0m" : text;
}
