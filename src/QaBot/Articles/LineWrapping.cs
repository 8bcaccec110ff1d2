namespace QaBot.Articles;

/// <summary>Tells a file whose paragraphs are wrapped at a width from one whose every line is a paragraph.</summary>
internal sealed class LineWrapping
{
    /// <summary>Wider lines are not wrapped by hand or by an editor.</summary>
    private const int MaxWidth = 130;

    /// <summary>How much of a line a wrapping that keeps short words together may leave empty.</summary>
    private const int Slack = 10;

    private readonly string _text;
    private readonly int _width;

    private LineWrapping(string text, int width) => (_text, _width) = (text, width);

    /// <summary>The wrapping of a text, or null when its line breaks mean something.</summary>
    public static LineWrapping? Detect(string text, IReadOnlyList<TextLine> lines)
    {
        var neighbours = Enumerable.Range(1, Math.Max(0, lines.Count - 1)).Where(i => !lines[i].AfterBlank).ToList();
        if (neighbours.Count < 2)
            return null;
        var width = neighbours.Max(i => lines[i - 1].Indent + lines[i - 1].Span.Length);
        if (width is > MaxWidth or < 40)
            return null;
        var wrapping = new LineWrapping(text, width);
        var full = neighbours.Count(i => wrapping.IsFull(lines[i - 1], lines[i]));
        var openEnded = neighbours.Count(i => char.IsLower(text[lines[i].Span.Start]));
        return full * 10 >= neighbours.Count * 6 && openEnded * 10 >= neighbours.Count * 2 ? wrapping : null;
    }

    /// <summary>The second line goes on with the first one's paragraph.</summary>
    public bool Continues(TextLine line, TextLine next) =>
        !next.AfterBlank && next.Indent - line.Indent < 2 && (IsFull(line, next) || char.IsLower(_text[next.Span.Start]));

    /// <summary>The next line's first word would not have fitted.</summary>
    private bool IsFull(TextLine line, TextLine next)
    {
        var word = _text.AsSpan(next.Span.Start, next.Span.Length).IndexOfAny(' ', '\t');
        return line.Indent + line.Span.Length + 1 + (word < 0 ? next.Span.Length : word) > _width - Slack;
    }
}
