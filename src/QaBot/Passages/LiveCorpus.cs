using QaBot.Retrieval;

namespace QaBot.Passages;

/// <summary>
/// The corpus as it is now. A refresh reads only what changed on disk and puts the new state in place of the old one at once,
/// while questions go on being answered from the state they began with. Thread-safe.
/// </summary>
public sealed class LiveCorpus : IRetriever, ICorpusStatistics
{
    /// <summary>The newest state; null until the first refresh has succeeded.</summary>
    public Corpus? Current => throw new NotImplementedException();

    /// <summary>Why there is nothing to answer from (no folder, no readable article), in one line; null when there is.</summary>
    public string? Problem => throw new NotImplementedException();

    public int PassageCount => Current?.Index.PassageCount ?? 0;

    public int DocumentFrequency(string term) => Current?.Index.DocumentFrequency(term) ?? 0;

    public ValueTask<IReadOnlyList<RetrievedPassage>> RetrieveAsync(RetrievalQuery query, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Compares the folder with the current state and indexes the difference. Calls are carried out one after the other.</summary>
    /// <exception cref="CorpusException">The folder is missing, unreadable or holds no readable article; the old state stays.</exception>
    public Task<IndexReport> RefreshAsync(IProgress<IndexProgress>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Refreshes whenever the folder changes, until cancelled; problems set <see cref="Problem"/> and are tried again.</summary>
    public Task WatchAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
