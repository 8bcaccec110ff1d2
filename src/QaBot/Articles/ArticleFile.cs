namespace QaBot.Articles;

/// <summary>A file of the corpus folder as it was listed.</summary>
/// <param name="Name">Path relative to the folder, with <c>/</c>.</param>
/// <param name="Path">Absolute path.</param>
/// <param name="Length">In bytes.</param>
public sealed record ArticleFile(string Name, string Path, long Length, DateTime LastWriteUtc);
