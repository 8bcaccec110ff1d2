using System.Buffers;

namespace QaBot.Articles;

/// <summary>A line that is not blank.</summary>
/// <param name="Span">Its words, without white space at the ends.</param>
/// <param name="Indent">White space before them.</param>
/// <param name="AfterBlank">A blank line, or the start of the text, stands before it.</param>
internal readonly record struct TextLine(TextSpan Span, int Indent, bool AfterBlank)
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create("\n\r\f\u0085\u2028\u2029");

    public static IReadOnlyList<TextLine> Read(string text)
    {
        var lines = new List<TextLine>();
        var afterBlank = true;
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny(Breaks);
            var end = length < 0 ? text.Length : start + length;
            var span = new TextSpan(start, end).Trim(text);
            if (!span.IsEmpty)
                lines.Add(new TextLine(span, span.Start - start, afterBlank));
            start = end == text.Length ? end : end + (text.AsSpan(end).StartsWith("\r\n") ? 2 : 1);
            afterBlank = span.IsEmpty || (end < text.Length && text[end] is '\f' or '\u2029');
        }

        return lines;
    }
}
