using QaBot.Articles;

namespace QaBot.Passages;

/// <summary>The headings that the current block stands under, outermost first. The article's title is not among them.</summary>
internal sealed class HeadingPath(Article article)
{
    private const int MaxLength = 120;
    private readonly List<(int Level, string Text)> _headings = [];

    /// <summary>Joined by " › "; null when there are none.</summary>
    public string? Path { get; private set; }

    public void Enter(ArticleBlock heading)
    {
        _headings.RemoveAll(outer => outer.Level >= heading.HeadingLevel);
        var text = Label(article.Text.Slice(heading.Span));
        if (text.Length > 0 && text != article.Title)
            _headings.Add((heading.HeadingLevel, text));
        Path = _headings.Count == 0 ? null : string.Join(" › ", _headings.Select(outer => outer.Text));
    }

    /// <summary>The heading without what marks it as one in Markdown, on one line.</summary>
    private static string Label(string heading)
    {
        var line = heading.AsSpan().TrimStart("#> ").Trim();
        var end = line.IndexOfAny('\n', '\r');
        var label = (end < 0 ? line : line[..end]).TrimEnd('#').Trim().Trim("*_").ToString();
        if (label.Length <= MaxLength)
            return label;
        var cut = char.IsHighSurrogate(label[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return label[..cut] + "…";
    }
}
