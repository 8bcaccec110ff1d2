using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QaBot.Models;
using QaBot.Passages;
using QaBot.Retrieval;

namespace QaBot.Embeddings;

/// <summary>
/// The vectors of the corpus's passages. Bringing them up to date asks the model only for what is not stored, and stores what it gives batch by
/// batch; searches go on meanwhile in the index as it was. Thread-safe.
/// </summary>
/// <remarks>An index comes into use when it is complete: half of one would rank the passages that it has over those that it has not.</remarks>
public sealed class PassageVectors(
    EmbeddingClient client, VectorCache cache, IOptions<ModelsOptions> options, TimeProvider time, ILogger<PassageVectors> logger) : IDisposable
{
    private readonly EmbeddingModelOptions _options = options.Value.Embeddings;
    private readonly SemaphoreSlim _updating = new(1);
    private IReadOnlyList<Passage>? _passages;
    private VectorReport? _report;
    private volatile VectorIndex _index = VectorIndex.Empty;

    /// <summary>What is searched; empty until every passage had its vector once.</summary>
    public VectorIndex Index => _index;

    /// <summary>What made the vectors, for people.</summary>
    public string Model => client.Model;

    /// <summary>How many passages go out at once, in all the batches under way.</summary>
    public int AtOnce => _options.BatchSize * _options.MaxConcurrentBatches;

    /// <param name="passages">All of the corpus.</param>
    /// <param name="mostToMake">When more passages than this have no vector yet, none is made and the index stays as it is.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <exception cref="ModelException">The model could not be asked, or gave something else; what it gave before is stored.</exception>
    public async Task<VectorReport> UpdateAsync(
        IReadOnlyList<Passage> passages, int mostToMake = int.MaxValue, IProgress<IndexProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(passages);
        await _updating.WaitAsync(cancellationToken);
        try
        {
            if (ReferenceEquals(_passages, passages) && _report is not null)
                return _report with { Made = 0, Elapsed = TimeSpan.Zero };
            var started = time.GetTimestamp();
            var run = new EmbeddingRun(client, cache, _options, passages, _index);
            if (run.MissingCount > mostToMake)
                return new VectorReport(passages.Count, 0, run.MissingCount, 0, _index.Dimensions, time.GetElapsedTime(started));
            var made = await run.MakeAsync(progress, cancellationToken);
            if (run.Refusal is { } refusal)
                logger.LogWarning("{Count} of {Passages} passages are found by their words alone. {Problem}", run.RefusedCount, passages.Count, refusal);
            _index = run.Build();
            _passages = passages;
            cache.Trim(client.Model, run.Texts);
            return _report = new VectorReport(passages.Count, made, 0, run.RefusedCount, _index.Dimensions, time.GetElapsedTime(started));
        }
        finally
        {
            _updating.Release();
        }
    }

    public void Dispose() => _updating.Dispose();
}
