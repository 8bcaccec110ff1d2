using QaBot.Articles;

namespace QaBot.Web.Sources;

/// <summary>Which part of an article a page shows: all of it, or of a long one the part around what is asked for.</summary>
public static class ArticlePart
{
    /// <summary>Up to so many UTF-16 units an article is shown whole.</summary>
    public const int WholeUpTo = 200_000;

    /// <summary>What a page shows of a longer one, in UTF-16 units.</summary>
    public const int Length = 100_000;

    /// <summary>How far a part is moved so that it begins and ends at a line.</summary>
    private const int Slack = 2_000;

    /// <returns>The part with the quote in its middle; of a quote longer than a part, its beginning.</returns>
    public static TextSpan Around(string text, TextSpan quote)
    {
        ArgumentNullException.ThrowIfNull(text);
        return From(text, quote.Length > Length - (2 * Slack) ? quote.Start : quote.Start - ((Length - quote.Length) / 2));
    }

    /// <returns>Where the part before this one begins; the two may share some lines.</returns>
    public static int Before(TextSpan part) => Math.Max(0, part.Start - Length + Slack);

    /// <returns>The part that begins at a position, or at the beginning of its line.</returns>
    public static TextSpan From(string text, int position)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= WholeUpTo)
            return new TextSpan(0, text.Length);
        var start = LineStart(text, Math.Clamp(position, 0, text.Length));
        var end = start + Length + Slack;
        return new TextSpan(start, end >= text.Length ? text.Length : LineStart(text, end));
    }

    /// <summary>The start of the line at a position; where lines are very long, the position, moved out of a surrogate pair and of CR LF.</summary>
    private static int LineStart(string text, int position)
    {
        if (position == 0)
            return 0;
        var near = Math.Max(0, position - Slack);
        var line = text.AsSpan(near, position - near).LastIndexOf('\n');
        if (line >= 0)
            return near + line + 1;
        var isInside = QuoteRange.SplitsPair(text, position) || (position < text.Length && text[position - 1] == '\r' && text[position] == '\n');
        return isInside ? position - 1 : position;
    }
}
