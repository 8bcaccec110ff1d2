using System.Security.Cryptography;
using QaBot.Articles;

namespace QaBot.Passages;

/// <summary>Turns one file into an article and its passages. Thread-safe.</summary>
public sealed class PassageIndexer(Chunker chunker, PassageCache? cache = null)
{
    /// <param name="known">What this file's content was when it was indexed last: the same content gives the same result again.</param>
    /// <returns>The article and its passages, or the problem; an unreadable or malformed file does not throw.</returns>
    public async ValueTask<ArticleIndexing> IndexAsync(
        ArticleFolder folder, ArticleFile file, CatalogEntry? entry, ArticleIndexing? known = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(file);
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(file.Path, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new ArticleIndexing(null, null, [], $"The file cannot be read: {failure.Message}");
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (known is not null && known.ContentHash == hash)
            return known;
        return await IndexAsync(folder.ReaderOf(file), file.Name, bytes, hash, entry, cancellationToken);
    }

    /// <summary>Forgets what is stored for content that is in none of these articles.</summary>
    public void Trim(IEnumerable<Article> articles) => cache?.Trim(articles);

    private async ValueTask<ArticleIndexing> IndexAsync(
        ArticleReader reader, string name, byte[] bytes, string hash, CatalogEntry? entry, CancellationToken cancellationToken)
    {
        // The title that the catalog gives decides which heading repeats it.
        var fingerprint = $"{chunker.Fingerprint} {entry?.Title}";
        if (cache?.Find(reader, name, bytes, hash, fingerprint, entry) is var (known, stored))
            return new ArticleIndexing(hash, known, stored, null);
        var reading = await reader.ReadAsync(name, bytes, cancellationToken);
        if (!reading.Succeeded)
            return new ArticleIndexing(hash, null, [], reading.Problem);
        var article = entry?.ApplyTo(reading.Article) ?? reading.Article;
        var passages = chunker.Chunk(article);
        cache?.Store(reader, reading.Article, passages, fingerprint);
        return new ArticleIndexing(hash, article, passages, null);
    }
}
