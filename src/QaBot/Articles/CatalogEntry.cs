namespace QaBot.Articles;

/// <summary>What the catalog states about one file; null where it says nothing.</summary>
public sealed record CatalogEntry(string? Title, string? Author, string? Publisher, string? Date, IReadOnlyList<string> Aliases)
{
    /// <summary>The article with the catalog's statements in place of its own.</summary>
    public Article ApplyTo(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        return new Article
        {
            Name = article.Name,
            Text = article.Text,
            ContentHash = article.ContentHash,
            Blocks = article.Blocks,
            Title = Title ?? article.Title,
            Author = Author ?? article.Author,
            Publisher = Publisher ?? article.Publisher,
            Date = Date ?? article.Date,
            Aliases = Aliases,
        };
    }

    public bool Equals(CatalogEntry? other) =>
        other is not null && (Title, Author, Publisher, Date) == (other.Title, other.Author, other.Publisher, other.Date)
        && Aliases.SequenceEqual(other.Aliases, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Title, Author, Publisher, Date, Aliases.Count);
}
