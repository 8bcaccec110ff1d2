using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using QaBot.Embeddings;
using QaBot.Models;
using QaBot.Passages;
using QaBot.Tests.Fakes;
using QaBot.Tests.Passages;

namespace QaBot.Tests.Embeddings;

public sealed class VectorUpkeepTests : IDisposable
{
    private readonly EmbeddingFixture _embeddings = new();
    private readonly CorpusFixture _files = new();
    private readonly WordEmbeddings _model = new();
    private readonly FakeTimeProvider _time = new();
    private readonly MessageLogger<VectorUpkeep> _logger = new();
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _stop.Dispose();
        _files.Dispose();
        _embeddings.Dispose();
    }

    [Fact]
    public async Task Each_state_of_the_corpus_gets_its_vectors()
    {
        var (corpus, vectors, running) = Start();
        _files.Folder.Write("a.txt", "Rome is a city.");
        await corpus.RefreshAsync();
        await UntilAsync(() => vectors.Index.Count == 1);
        _files.Folder.Write("b.txt", "Naples is a city.");
        await corpus.RefreshAsync();
        await UntilAsync(() => vectors.Index.Count == 2);
        Assert.Equal(2, _model.AskedTexts.Count());
        await StopAsync(running);
    }

    [Fact]
    public async Task A_model_that_is_down_is_asked_again_after_a_pause_that_grows_and_is_complained_of_once()
    {
        var asked = new ConcurrentQueue<DateTimeOffset>();
        _model.Before = (_, _) =>
        {
            asked.Enqueue(_time.GetUtcNow());
            throw new ModelException(ModelProblemKind.Unreachable, "nobody answers.");
        };
        var (corpus, vectors, running) = Start();
        _files.Folder.Write("a.txt", "Rome is a city.");
        await corpus.RefreshAsync();
        await AdvanceUntilAsync(() => asked.Count >= 4);
        var pauses = asked.Zip(asked.Skip(1), (one, next) => (next - one).TotalSeconds).ToList();
        Assert.True(pauses[0] >= 5 && pauses[1] >= 10 && pauses[2] >= 20, string.Join(", ", pauses));
        Assert.Contains("nobody answers.", Assert.Single(_logger.Warnings), StringComparison.Ordinal);
        _model.Before = (_, _) => Task.CompletedTask;
        await AdvanceUntilAsync(() => vectors.Index.Count == 1);
        await StopAsync(running);
    }

    private (LiveCorpus Corpus, PassageVectors Vectors, Task Running) Start()
    {
        var corpus = _files.Create();
        var vectors = _embeddings.Start(_model);
        return (corpus, vectors, new VectorUpkeep(corpus, vectors, _time, _logger).RunAsync(_stop.Token));
    }

    private async Task StopAsync(Task running)
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private Task AdvanceUntilAsync(Func<bool> isReached) => UntilAsync(() =>
    {
        if (isReached())
            return true;
        _time.Advance(TimeSpan.FromSeconds(1));
        return false;
    });

    private static async Task UntilAsync(Func<bool> isReached)
    {
        using var hung = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!isReached())
            await Task.Delay(10, hung.Token);
    }
}
