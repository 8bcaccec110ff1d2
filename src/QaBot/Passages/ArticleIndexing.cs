using QaBot.Articles;

namespace QaBot.Passages;

/// <summary>What indexing made of one file.</summary>
/// <param name="ContentHash">Of the bytes; null when they could not be read, so that reading is tried again.</param>
/// <param name="Article">Null when there is a problem.</param>
/// <param name="Problem">Why there is no article, in one sentence.</param>
public sealed record ArticleIndexing(string? ContentHash, Article? Article, IReadOnlyList<Passage> Passages, string? Problem);
