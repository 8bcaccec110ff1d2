using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QaBot.Models;
using QaBot.Telemetry;

namespace QaBot.Embeddings;

/// <summary>Makes vectors of queries, in time or not at all: a question never waits long for one, nor fails without it. Thread-safe.</summary>
/// <remarks>
/// After a failure the model is left alone for a while, so that an endpoint that is down costs one question its time-out and not each of them.
/// The counter <c>qabot.retrieval.words_alone</c> counts the searches that went without.
/// </remarks>
public sealed class QueryEmbedder(
    EmbeddingClient client, IOptions<ModelsOptions> options, TimeProvider time, ILogger<QueryEmbedder> logger, Instruments? instruments = null)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private const int MostKept = 256;

    private readonly EmbeddingModelOptions _options = options.Value.Embeddings;
    private readonly RecentlyUsed<string, float[]> _kept = new(MostKept);
    private readonly Lock _lock = new();
    private string? _problem;
    private DateTimeOffset _restsUntil;

    /// <param name="dimensions">How many numbers the vector must have.</param>
    /// <returns>Null when there is none in time.</returns>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> is cancelled.</exception>
    public async ValueTask<ReadOnlyMemory<float>?> EmbedAsync(string query, int dimensions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (_kept.Find(query) is { } known && known.Length == dimensions)
            return known;
        if (IsResting())
            return Without();
        try
        {
            var vector = await AskAsync(query, dimensions, cancellationToken);
            _kept.Add(query, vector);
            Recover();
            return vector;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Fail(failure is ModelException ? failure.Message : failure is OperationCanceledException ? TooLate() : $"The embedding model failed: {failure.Message}");
            return Without();
        }
    }

    private async Task<float[]> AskAsync(string query, int dimensions, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.QueryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var vector = (await client.EmbedAsync([_options.QueryPrefix + query], either.Token))[0];
        return vector.Length == dimensions ? vector
            : throw new ModelException(ModelProblemKind.Malformed, $"The embedding model {client.Model} gives vectors of {vector.Length} numbers, those of the passages have {dimensions}.");
    }

    private string TooLate() => FormattableString.Invariant($"The embedding model {client.Model} took longer than {_options.QueryTimeout.TotalSeconds} s (Models:Embeddings:QueryTimeout) for a query.");

    private ReadOnlyMemory<float>? Without()
    {
        instruments?.CountWordsAlone();
        return null;
    }

    private bool IsResting()
    {
        lock (_lock)
            return _problem is not null && time.GetUtcNow() < _restsUntil;
    }

    private void Fail(string problem)
    {
        lock (_lock)
        {
            if (_problem is null)
                logger.LogWarning("Passages are found by their words alone. {Problem}", problem);
            _problem = problem;
            _restsUntil = time.GetUtcNow() + Rest;
        }
    }

    private void Recover()
    {
        lock (_lock)
        {
            if (_problem is not null)
                logger.LogInformation("Passages are found by their meaning again.");
            _problem = null;
        }
    }
}
