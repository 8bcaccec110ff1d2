using QaBot.Articles;

namespace QaBot.Answering;

/// <summary>
/// Points a claim at exact words of an article. The quote cannot differ from what stands at its offsets:
/// it is cut out of the article, never given.
/// </summary>
public sealed class Citation
{
    /// <param name="number">The <c>[n]</c> of the answer's text, from 1.</param>
    /// <exception cref="ArgumentException">The span is empty or ends after the article's text.</exception>
    public Citation(int number, Article article, TextSpan span)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        if (span.IsEmpty || span.End > article.Text.Length)
            throw new ArgumentException($"{article.Name} has no words at {span}.", nameof(span));
        Number = number;
        Article = article;
        Span = span;
        Quote = article.Text.Slice(span);
    }

    public int Number { get; }

    public Article Article { get; }

    public TextSpan Span { get; }

    public string Quote { get; }
}
