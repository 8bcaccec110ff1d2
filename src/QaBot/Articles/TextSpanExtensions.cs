namespace QaBot.Articles;

public static class TextSpanExtensions
{
    /// <summary>The words of <paramref name="text"/> at <paramref name="span"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span ends after the text.</exception>
    public static string Slice(this string text, TextSpan span)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Substring(span.Start, span.Length);
    }
}
