using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QaBot.Models;

namespace QaBot.Embeddings;

/// <summary>Makes vectors of queries, in time or not at all: a question never waits long for one, nor fails without it. Thread-safe.</summary>
/// <remarks>
/// After a failure the model is left alone for a while, so that an endpoint that is down costs one question its time-out and not each of them.
/// The counter <c>qabot.retrieval.words_alone</c> of the meter <c>QaBot</c> counts the searches that went without.
/// </remarks>
public sealed class QueryEmbedder : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private const int MostKept = 256;

    private readonly EmbeddingClient _client;
    private readonly EmbeddingModelOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<QueryEmbedder> _logger;
    private readonly RecentlyUsed<string, float[]> _kept = new(MostKept);
    private readonly Meter _meter = new("QaBot");
    private readonly Counter<long> _wordsAlone;
    private readonly Lock _lock = new();
    private string? _problem;
    private DateTimeOffset _restsUntil;

    public QueryEmbedder(EmbeddingClient client, IOptions<ModelsOptions> options, TimeProvider time, ILogger<QueryEmbedder> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_client, _options, _time, _logger) = (client, options.Value.Embeddings, time, logger);
        _wordsAlone = _meter.CreateCounter<long>("qabot.retrieval.words_alone", "{search}", "Searches without vectors, because the query could not be embedded.");
    }

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

    public void Dispose() => _meter.Dispose();

    private async Task<float[]> AskAsync(string query, int dimensions, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.QueryTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var vector = (await _client.EmbedAsync([_options.QueryPrefix + query], either.Token))[0];
        return vector.Length == dimensions ? vector
            : throw new ModelException(ModelProblemKind.Malformed, $"The embedding model {_client.Model} gives vectors of {vector.Length} numbers, those of the passages have {dimensions}.");
    }

    private string TooLate() => FormattableString.Invariant($"The embedding model {_client.Model} took longer than {_options.QueryTimeout.TotalSeconds} s (Models:Embeddings:QueryTimeout) for a query.");

    private ReadOnlyMemory<float>? Without()
    {
        _wordsAlone.Add(1);
        return null;
    }

    private bool IsResting()
    {
        lock (_lock)
            return _problem is not null && _time.GetUtcNow() < _restsUntil;
    }

    private void Fail(string problem)
    {
        lock (_lock)
        {
            if (_problem is null)
                _logger.LogWarning("Passages are found by their words alone. {Problem}", problem);
            _problem = problem;
            _restsUntil = _time.GetUtcNow() + Rest;
        }
    }

    private void Recover()
    {
        lock (_lock)
        {
            if (_problem is not null)
                _logger.LogInformation("Passages are found by their meaning again.");
            _problem = null;
        }
    }
}
