using QaBot.Articles;

namespace QaBot.Passages;

/// <summary>Names a passage by what it is, an article and a span, so that it stays the same while the text around it changes its number.</summary>
public readonly record struct PassageId(string Article, TextSpan Span)
{
    public override string ToString() => $"{Article}{Span}";
}
