namespace QaBot.Articles;

/// <summary>What stands in the corpus folder.</summary>
/// <param name="Files">Those that a reader reads, by name.</param>
/// <param name="Problems">Documents that cannot be read, and why, by name.</param>
public sealed record FolderListing(IReadOnlyList<ArticleFile> Files, IReadOnlyDictionary<string, string> Problems);
