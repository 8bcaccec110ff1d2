using System.Text;

namespace QaBot.Cli.Output;

/// <summary>Wraps text at words while it arrives in pieces; colour codes take no room.</summary>
/// <param name="width">Columns of a line; <see cref="int.MaxValue"/> leaves lines as they are.</param>
/// <param name="indent">Columns left free at the start of every line.</param>
internal sealed class WrappingWriter(TextWriter output, int width, int indent = 0)
{
    private readonly StringBuilder _spaces = new();
    private int _column;

    public void Write(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            if (text[start] == '\n')
            {
                StartLine();
                start++;
            }
            else if (text[start] is ' ' or '\t' or '\r')
            {
                _spaces.Append(text[start]);
                start++;
            }
            else
            {
                var end = text.AsSpan(start).IndexOfAny(" \t\r\n") is >= 0 and var length ? start + length : text.Length;
                WriteWord(text.AsSpan(start, end - start));
                start = end;
            }
        }
    }

    private void WriteWord(ReadOnlySpan<char> word)
    {
        var columns = Columns(word);
        if (_column > indent && _column + _spaces.Length + columns > width)
            StartLine();
        if (_column == 0)
            output.Write(new string(' ', indent));
        output.Write(_spaces);
        output.Write(word);
        _column = Math.Max(_column, indent) + _spaces.Length + columns;
        _spaces.Clear();
    }

    private void StartLine()
    {
        output.WriteLine();
        _column = 0;
        _spaces.Clear();
    }

    private static int Columns(ReadOnlySpan<char> word)
    {
        var columns = 0;
        var inCode = false;
        foreach (var unit in word)
        {
            if (unit == '\e')
                inCode = true;
            else if (!inCode)
                columns++;
            else if (unit == 'm')
                inCode = false;
        }

        return columns;
    }
}
