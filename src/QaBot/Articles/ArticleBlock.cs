namespace QaBot.Articles;

/// <summary>A paragraph-sized part of an article's text.</summary>
/// <param name="Span">Where it stands in <see cref="Article.Text"/>, without white space at its ends.</param>
/// <param name="HeadingLevel">1 to 6 for a heading, 0 otherwise.</param>
public sealed record ArticleBlock(TextSpan Span, BlockKind Kind, int HeadingLevel = 0);
