namespace QaBot.Passages;

/// <summary>What one indexing of the corpus folder did.</summary>
/// <param name="Files">One entry for each file of the folder, by name.</param>
public sealed record IndexReport(IReadOnlyList<IndexedFile> Files, int ArticleCount, int PassageCount, TimeSpan Elapsed)
{
    public IEnumerable<IndexedFile> Failures => Files.Where(file => file.State == IndexedFileState.Failed);
}

/// <param name="Name">Path relative to the corpus, with <c>/</c>.</param>
/// <param name="Problem">Why it was left out, in one sentence; null unless it failed.</param>
public sealed record IndexedFile(string Name, IndexedFileState State, int Passages, string? Problem);

public enum IndexedFileState
{
    /// <summary>Its content was indexed before and still is.</summary>
    Unchanged,
    Indexed,
    Removed,
    Failed,
}
