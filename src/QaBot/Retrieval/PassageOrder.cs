using QaBot.Passages;

namespace QaBot.Retrieval;

/// <summary>The order of articles by name, ordinally, and of passages in their article: how indexes are laid out and ties are broken.</summary>
internal sealed class PassageOrder : IComparer<Passage>
{
    public static PassageOrder Instance { get; } = new();

    public int Compare(Passage? x, Passage? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var byArticle = string.CompareOrdinal(x.Article.Name, y.Article.Name);
        return byArticle != 0 ? byArticle : x.Span.CompareTo(y.Span);
    }
}
