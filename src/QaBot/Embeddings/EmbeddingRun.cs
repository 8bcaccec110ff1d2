using QaBot.Models;
using QaBot.Passages;
using QaBot.Retrieval;

namespace QaBot.Embeddings;

/// <summary>One run of bringing the vectors up to date: what is known of each passage, and the asking for the rest.</summary>
internal sealed class EmbeddingRun
{
    /// <summary>Units of English text that a token has on average; only for bounding batches.</summary>
    private const int UnitsInToken = 4;

    private readonly EmbeddingClient _client;
    private readonly VectorCache _cache;
    private readonly EmbeddingModelOptions _options;
    private readonly IReadOnlyList<Passage> _passages;
    private readonly UInt128[] _texts;
    private readonly Lock _lock = new();
    private readonly HashSet<UInt128> _refused = [];
    private readonly HashSet<UInt128> _made = [];
    private VectorIndex _index;
    private HashSet<Passage> _indexed;
    private Dictionary<UInt128, float[]> _known;
    private Dictionary<UInt128, int> _open;
    private int _dimensions;
    private int _missing;

    /// <param name="index">What was searched until now: vectors of passages that are in it are not looked for.</param>
    public EmbeddingRun(EmbeddingClient client, VectorCache cache, EmbeddingModelOptions options, IReadOnlyList<Passage> passages, VectorIndex index)
    {
        (_client, _cache, _options, _passages, _index) = (client, cache, options, passages, index);
        _texts = [.. passages.Select(passage => EmbeddingText.HashOf(TextOf(passage)))];
        Texts = _texts.ToHashSet();
        _indexed = [.. index.Passages];
        _open = CountOpen();
        var stored = cache.Load(client.Model, _open.Keys.ToHashSet());
        // Vectors of another length are of no use beside the rest.
        _dimensions = index.Count > 0 ? index.Dimensions : stored.Values.CountBy(vector => vector.Length).DefaultIfEmpty().MaxBy(count => count.Value).Key;
        _known = stored.Where(vector => vector.Value.Length == _dimensions).ToDictionary();
        _missing = _open.Where(text => !_known.ContainsKey(text.Key)).Sum(text => text.Value);
    }

    /// <summary>All texts of the corpus.</summary>
    public IReadOnlySet<UInt128> Texts { get; }

    /// <summary>How many passages have no vector yet.</summary>
    public int MissingCount => _missing;

    public int RefusedCount => _texts.Count(_refused.Contains);

    /// <summary>Why the model did not take a passage; null when it took all.</summary>
    public string? Refusal { get; private set; }

    /// <returns>For how many passages the model was asked.</returns>
    /// <exception cref="ModelException">The model could not be asked, gave something else, or takes no passage at all.</exception>
    public async Task<int> MakeAsync(IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.MaxConcurrentBatches, CancellationToken = cancellationToken };
        // A second time only where the first batch showed that what was stored is outdated.
        for (var batches = Batches(); batches.Count > 0; batches = Batches())
        {
            Report(progress);
            await Parallel.ForEachAsync(batches, parallel, async (batch, stop) =>
            {
                await EmbedAsync(batch, stop);
                Report(progress);
            });
        }

        return _texts.Count(_made.Contains);
    }

    /// <summary>The index with the vectors that are known now.</summary>
    public VectorIndex Build()
    {
        var current = _passages.ToHashSet();
        var stale = _index.Passages.Where(passage => !current.Contains(passage)).Select(passage => passage.Article.Name).ToHashSet(StringComparer.Ordinal);
        var added = _passages.Select((passage, i) => (passage, text: _texts[i]))
            .Where(item => (!_indexed.Contains(item.passage) || stale.Contains(item.passage.Article.Name)) && _known.ContainsKey(item.text))
            .Select(item => new PassageVector(item.passage, _known[item.text]));
        return _index.With(stale, [.. added]);
    }

    private string TextOf(Passage passage) => EmbeddingText.Of(passage, _options.PassagePrefix);

    /// <summary>How many passages that are not in the index have each text.</summary>
    private Dictionary<UInt128, int> CountOpen() => _texts.Where((_, i) => !_indexed.Contains(_passages[i])).CountBy(text => text).ToDictionary();

    private List<List<Passage>> Batches()
    {
        var batches = new List<List<Passage>>();
        var (taken, tokens) = (new HashSet<UInt128>(), 0);
        foreach (var (passage, text) in _passages.Zip(_texts))
        {
            if (_indexed.Contains(passage) || _known.ContainsKey(text) || _refused.Contains(text) || !taken.Add(text))
                continue;
            var cost = passage.TokenCount + ((TextOf(passage).Length - passage.Text.Length) / UnitsInToken);
            if (batches.Count == 0 || batches[^1].Count == _options.BatchSize || tokens + cost > _options.BatchTokens)
            {
                batches.Add([]);
                tokens = 0;
            }

            batches[^1].Add(passage);
            tokens += cost;
        }

        return batches;
    }

    /// <summary>Asks for a batch; where the model does not take it, for each passage of it, so that one that is too long costs no other its vector.</summary>
    private async Task EmbedAsync(List<Passage> batch, CancellationToken cancellationToken)
    {
        try
        {
            Take(batch, await _client.EmbedAsync([.. batch.Select(TextOf)], cancellationToken));
        }
        catch (ModelException refusal) when (refusal.Kind is ModelProblemKind.Rejected or ModelProblemKind.PromptTooLong or ModelProblemKind.Filtered)
        {
            if (batch.Count == 1)
            {
                Refuse(batch[0], refusal);
                return;
            }

            foreach (var passage in batch)
                await EmbedAsync([passage], cancellationToken);
            if (IsEmpty())
                throw;
        }
    }

    private bool IsEmpty()
    {
        lock (_lock)
            return _known.Count == 0 && _index.Count == 0;
    }

    private void Take(List<Passage> batch, IReadOnlyList<float[]> vectors)
    {
        var stored = batch.Zip(vectors, (passage, vector) => KeyValuePair.Create(EmbeddingText.HashOf(TextOf(passage)), vector)).ToList();
        lock (_lock)
        {
            CheckDimensions(vectors[0].Length);
            foreach (var (text, vector) in stored)
            {
                _missing -= _known.TryAdd(text, vector) ? _open[text] : 0;
                _made.Add(text);
            }
        }

        _cache.Store(_client.Model, stored);
    }

    /// <summary>Under one name a server can come to serve another model: then all that was made before is outdated.</summary>
    private void CheckDimensions(int dimensions)
    {
        if (_dimensions == dimensions)
            return;
        if (_made.Count > 0)
            throw new ModelException(ModelProblemKind.Malformed, $"The embedding model {_client.Model} gave vectors of {_dimensions} numbers, and then of {dimensions}.");
        _dimensions = dimensions;
        (_known, _indexed, _index) = ([], [], VectorIndex.Empty);
        _open = CountOpen();
        _missing = _passages.Count - RefusedCount;
    }

    private void Refuse(Passage passage, ModelException refusal)
    {
        lock (_lock)
        {
            var text = EmbeddingText.HashOf(TextOf(passage));
            _missing -= _refused.Add(text) ? _open[text] : 0;
            Refusal ??= $"{passage}: {refusal.Message}";
        }
    }

    private void Report(IProgress<IndexProgress>? progress)
    {
        if (progress is null)
            return;
        lock (_lock)
            progress.Report(new IndexProgress(_passages.Count - _missing, _passages.Count, null, IndexStep.Vectors));
    }
}
