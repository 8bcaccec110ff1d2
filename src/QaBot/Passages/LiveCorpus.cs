using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QaBot.Articles;
using QaBot.Retrieval;
using QaBot.Telemetry;

namespace QaBot.Passages;

/// <summary>
/// The corpus as it is now. A refresh reads only what changed on disk and puts the new state in place of the old one at once,
/// while questions go on being answered from the state they began with. Thread-safe.
/// </summary>
/// <param name="options">How passages are ranked by their words; the defaults when null.</param>
/// <param name="hybrid">Ranks passages by their meaning too; null to rank them by their words alone.</param>
public sealed class LiveCorpus(
    ArticleFolder folder,
    PassageIndexer indexer,
    TimeProvider time,
    ILogger<LiveCorpus> logger,
    IOptions<RetrievalOptions>? options = null,
    HybridRetriever? hybrid = null,
    Instruments? instruments = null)
    : IRetriever, ICorpusStatistics, IDisposable
{
    /// <summary>A file written again within a file system clock's tick keeps its time; one that was read so soon is looked at again.</summary>
    private static readonly TimeSpan ClockTick = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _refreshing = new(1);
    private Dictionary<string, KnownFile> _known = new(StringComparer.Ordinal);
    private readonly Bm25Index _emptyIndex = new(options?.Value);
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Corpus? _current;
    private volatile string? _problem = $"The corpus folder {folder.Path} has not been indexed yet.";

    /// <summary>The newest state; null until the first refresh has succeeded.</summary>
    public Corpus? Current => _current;

    /// <summary>Why there is nothing to answer from (no folder, no readable article), in one line; null when there is.</summary>
    public string? Problem => _problem;

    public int PassageCount => Current?.Index.PassageCount ?? 0;

    public int DocumentFrequency(string term) => Current?.Index.DocumentFrequency(term) ?? 0;

    public string? FindSimilar(string word) => Current?.Index.FindSimilar(word);

    public ValueTask<IReadOnlyList<RetrievedPassage>> RetrieveAsync(RetrievalQuery query, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (hybrid is not null && Current is { } corpus)
            return hybrid.RetrieveAsync(corpus.Index, query, cancellationToken);
        return ValueTask.FromResult(Current?.Index.Search(query) ?? []);
    }

    /// <inheritdoc cref="Bm25Index.Explain(RetrievalQuery, Passage)"/>
    public PassageExplanation? Explain(RetrievalQuery query, Passage passage) => Current?.Index.Explain(query, passage);

    /// <summary>Ends when there is a state, and it is not the one given.</summary>
    public Task WaitForOtherThanAsync(Corpus? known, CancellationToken cancellationToken)
    {
        var changed = _changed.Task;
        return ReferenceEquals(Current, known) ? changed.WaitAsync(cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Compares the folder with the current state and indexes the difference. Calls are carried out one after the other.</summary>
    /// <exception cref="CorpusException">The folder is missing, unreadable or holds no readable article; the old state stays.</exception>
    public async Task<IndexReport> RefreshAsync(IProgress<IndexProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            var corpus = await ReadAsync(progress, cancellationToken);
            Publish(corpus);
            _problem = null;
            instruments?.RecordRefresh(corpus.Report);
            return corpus.Report;
        }
        catch (CorpusException failure)
        {
            if (_problem != failure.Message)
                logger.LogWarning("{Problem}", failure.Message);
            _problem = failure.Message;
            throw;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Refreshes whenever the folder changes, until cancelled; problems set <see cref="Problem"/> and are tried again.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var changes = new FolderChanges(folder.Path, time);
        while (true)
        {
            try
            {
                await RefreshAsync(null, cancellationToken);
            }
            catch (CorpusException)
            {
                // It stands in Problem and in the log.
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                _problem = $"The corpus folder {folder.Path} cannot be indexed: {failure.Message}";
                logger.LogError(failure, "Indexing {Folder} failed; it is tried again.", folder.Path);
            }

            await changes.WaitAsync(isHealthy: Problem is null, cancellationToken);
        }
    }

    public void Dispose() => _refreshing.Dispose();

    private void Publish(Corpus corpus)
    {
        _current = corpus;
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }

    private async Task<Corpus> ReadAsync(IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var listing = folder.List(cancellationToken);
        var problems = new SortedDictionary<string, string>(listing.Problems.ToDictionary(), StringComparer.Ordinal);
        var catalog = ReadCatalog(listing, problems);
        var known = await ReadFilesAsync(listing, catalog, progress, cancellationToken);
        if (!known.Values.Any(file => file.Indexing.Article is not null))
            throw new CorpusException(NothingToRead(known, problems));

        var files = Compare(known, problems);
        var elapsed = time.GetElapsedTime(started);
        var corpus = Build(known, files, elapsed);
        _known = known;
        if (!ReferenceEquals(corpus.Articles, Current?.Articles))
            indexer.Trim(corpus.Articles);
        foreach (var failed in corpus.Report.Failures.Except(Current?.Report.Failures ?? []))
            logger.LogWarning("{File} is left out. {Problem}", failed.Name, failed.Problem);
        return corpus;
    }

    private ArticleCatalog ReadCatalog(FolderListing listing, SortedDictionary<string, string> problems)
    {
        try
        {
            var catalog = folder.ReadCatalog();
            var files = listing.Files.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
            if (catalog.Names.FirstOrDefault(name => !files.Contains(name)) is { } missing)
                problems[ArticleCatalog.FileName] = $"It names '{missing}', which is not in the folder.";
            return catalog;
        }
        catch (CorpusException failure)
        {
            problems[ArticleCatalog.FileName] = failure.Message;
            return ArticleCatalog.Empty;
        }
    }

    private async Task<Dictionary<string, KnownFile>> ReadFilesAsync(
        FolderListing listing, ArticleCatalog catalog, IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        var result = new ConcurrentDictionary<string, KnownFile>(StringComparer.Ordinal);
        var done = 0;
        await Parallel.ForEachAsync(listing.Files, cancellationToken, async (file, cancel) =>
        {
            result[file.Name] = await ReadFileAsync(file, catalog[file.Name], cancel);
            progress?.Report(new IndexProgress(Interlocked.Increment(ref done), listing.Files.Count, file.Name));
        });
        return new Dictionary<string, KnownFile>(result, StringComparer.Ordinal);
    }

    private async ValueTask<KnownFile> ReadFileAsync(ArticleFile file, CatalogEntry? entry, CancellationToken cancellationToken)
    {
        var before = _known.GetValueOrDefault(file.Name);
        var isSameEntry = before is not null && Equals(before.Entry, entry);
        if (isSameEntry && before!.File == file && before.IsSettled)
            return before;
        var readAt = time.GetUtcNow().UtcDateTime;
        var indexing = await indexer.IndexAsync(folder, file, entry, isSameEntry ? before!.Indexing : null, cancellationToken);
        return new KnownFile(file, entry, indexing, indexing.ContentHash is not null && file.LastWriteUtc < readAt - ClockTick);
    }

    private List<IndexedFile> Compare(Dictionary<string, KnownFile> known, SortedDictionary<string, string> problems)
    {
        var files = new List<IndexedFile>();
        foreach (var (name, file) in known)
        {
            var state = file.Indexing.Problem is not null ? IndexedFileState.Failed
                : _known.TryGetValue(name, out var before) && before.Indexing == file.Indexing ? IndexedFileState.Unchanged
                : IndexedFileState.Indexed;
            files.Add(new IndexedFile(name, state, file.Indexing.Passages.Count, file.Indexing.Problem));
        }

        files.AddRange(problems.Select(problem => new IndexedFile(problem.Key, IndexedFileState.Failed, 0, problem.Value)));
        files.AddRange(_known.Keys.Where(name => !known.ContainsKey(name) && !problems.ContainsKey(name))
            .Select(name => new IndexedFile(name, IndexedFileState.Removed, 0, null)));
        files.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return files;
    }

    private Corpus Build(Dictionary<string, KnownFile> known, List<IndexedFile> files, TimeSpan elapsed)
    {
        var current = Current;
        var stale = _known.Where(before => !known.TryGetValue(before.Key, out var now) || !ReferenceEquals(now.Indexing, before.Value.Indexing))
            .Select(before => before.Key).ToHashSet(StringComparer.Ordinal);
        var ordered = known.Values.OrderBy(file => file.File.Name, StringComparer.Ordinal).Select(file => file.Indexing).ToList();
        var added = ordered.Where(indexing => indexing.Article is { Name: var name } && (stale.Contains(name) || !_known.ContainsKey(name)))
            .SelectMany(indexing => indexing.Passages).ToList();
        if (current is not null && stale.Count == 0 && added.Count == 0 && ordered.Count(indexing => indexing.Article is not null) == current.Articles.Count)
            return current with { Report = new IndexReport(files, current.Articles.Count, current.Passages.Count, elapsed) };

        var articles = ordered.Select(indexing => indexing.Article).OfType<Article>().ToList();
        var passages = ordered.SelectMany(indexing => indexing.Passages).ToList();
        var index = (current?.Index ?? _emptyIndex).With(stale, added);
        return new Corpus(articles, passages, index, new IndexReport(files, articles.Count, passages.Count, elapsed));
    }

    private string NothingToRead(Dictionary<string, KnownFile> known, SortedDictionary<string, string> problems)
    {
        var failures = known.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => (Name: file.Key, file.Value.Indexing.Problem))
            .Concat(problems.Select(problem => (Name: problem.Key, Problem: (string?)problem.Value))).ToList();
        return failures.Count == 0
            ? $"The corpus folder {folder.Path} holds no article."
            : $"The corpus folder {folder.Path} holds no readable article; {failures[0].Name}: {failures[0].Problem}";
    }

    /// <param name="IsSettled">Its size and time tell whether it has changed since.</param>
    private sealed record KnownFile(ArticleFile File, CatalogEntry? Entry, ArticleIndexing Indexing, bool IsSettled);
}
