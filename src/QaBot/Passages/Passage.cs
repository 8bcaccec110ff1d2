using QaBot.Articles;

namespace QaBot.Passages;

/// <summary>
/// What is indexed, retrieved and cited: some consecutive sentences of one article.
/// Always <c>Article.Text.Slice(Span) == Text</c>: the text is taken from the article, never given.
/// </summary>
public sealed class Passage
{
    /// <param name="article">The article it is part of.</param>
    /// <param name="span">Its words, without white space at the ends.</param>
    /// <param name="sentences">Its sentences in order, as spans of the article.</param>
    /// <param name="heading">The headings it stands under, outermost first, joined by " › "; null when there are none.</param>
    /// <param name="tokenCount">Tokens of its text, as the configured tokenizer counts them.</param>
    /// <exception cref="ArgumentException">The span is empty, ends after the text, or does not hold every sentence.</exception>
    public Passage(Article article, TextSpan span, IReadOnlyList<TextSpan> sentences, string? heading, int tokenCount)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(sentences);
        if (span.IsEmpty || span.End > article.Text.Length)
            throw new ArgumentException($"A passage of {article.Name} cannot be {span}.", nameof(span));
        if (!sentences.All(span.Contains))
            throw new ArgumentException($"A sentence lies outside the passage {span} of {article.Name}.", nameof(sentences));
        Article = article;
        Span = span;
        Sentences = sentences;
        Heading = heading;
        TokenCount = tokenCount;
        Text = article.Text.Slice(span);
    }

    public Article Article { get; }

    public TextSpan Span { get; }

    public string Text { get; }

    public IReadOnlyList<TextSpan> Sentences { get; }

    public string? Heading { get; }

    public int TokenCount { get; }

    public PassageId Id => new(Article.Name, Span);

    public override string ToString() => Id.ToString();
}
