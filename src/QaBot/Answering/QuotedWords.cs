using QaBot.Articles;

namespace QaBot.Answering;

/// <summary>Words of an article that a claim rests on, before they have the number of a citation.</summary>
public readonly record struct QuotedWords(Article Article, TextSpan Span)
{
    public string Text => Article.Text.Slice(Span);
}
