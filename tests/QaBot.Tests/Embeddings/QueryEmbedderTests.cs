using Microsoft.Extensions.Time.Testing;
using QaBot.Embeddings;
using QaBot.Models;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Embeddings;

public sealed class QueryEmbedderTests : IDisposable
{
    private readonly EmbeddingFixture _fixture = new();
    private readonly WordEmbeddings _model = new();
    private readonly FakeTimeProvider _time = new();
    private readonly MessageLogger<QueryEmbedder> _logger = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_query_goes_out_with_its_prefix_and_only_once()
    {
        _fixture.Options.QueryPrefix = "query: ";
        var queries = Queries();
        Assert.NotNull(await queries.EmbedAsync("river", 256));
        Assert.NotNull(await queries.EmbedAsync("river", 256));
        Assert.Equal("query: river", Assert.Single(_model.AskedTexts));
    }

    [Fact]
    public async Task Only_the_latest_queries_are_kept()
    {
        var queries = Queries();
        for (var i = 0; i < 300; i++)
        {
            await queries.EmbedAsync($"river {i}", 256);
            await queries.EmbedAsync("river 0", 256);
        }

        Assert.Equal(300, _model.Asked.Count);
        await queries.EmbedAsync("river 1", 256);
        Assert.Equal(301, _model.Asked.Count);
    }

    [Fact]
    public async Task A_model_that_does_not_answer_in_time_is_not_waited_for()
    {
        var asked = new TaskCompletionSource();
        _model.Before = async (_, stop) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
        };
        var embedding = Queries().EmbedAsync("river", 256).AsTask();
        await asked.Task;
        _time.Advance(_fixture.Options.QueryTimeout);
        Assert.Null(await embedding);
        Assert.Contains("took longer than 2 s (Models:Embeddings:QueryTimeout)", Assert.Single(_logger.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_failure_the_model_is_left_alone_for_a_while_and_each_change_is_said_once()
    {
        _model.Before = (_, _) => throw new ModelException(ModelProblemKind.Unreachable, "http://127.0.0.1:1/v1: nobody answers.");
        var queries = Queries();
        for (var i = 0; i < 5; i++)
            Assert.Null(await queries.EmbedAsync($"river {i}", 256));
        Assert.Single(_model.Asked);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(await queries.EmbedAsync("river", 256));
        Assert.Equal(2, _model.Asked.Count);
        Assert.Contains("nobody answers", Assert.Single(_logger.Messages), StringComparison.Ordinal);

        _model.Before = (_, _) => Task.CompletedTask;
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.NotNull(await queries.EmbedAsync("river", 256));
        Assert.NotNull(await queries.EmbedAsync("lake", 256));
        Assert.Equal(2, _logger.Messages.Count);
        Assert.DoesNotContain(_logger.Messages, message => message.Contains("river", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_vector_of_another_length_than_the_passages_have_is_of_no_use()
    {
        Assert.Null(await Queries().EmbedAsync("river", 128));
        Assert.Contains("256 numbers, those of the passages have 128", Assert.Single(_logger.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_own_cancellation_is_no_failure_of_the_model()
    {
        using var stop = new CancellationTokenSource();
        _model.Before = async (_, cancel) =>
        {
            await stop.CancelAsync();
            cancel.ThrowIfCancellationRequested();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Queries().EmbedAsync("river", 256, stop.Token).AsTask());
        Assert.Empty(_logger.Messages);
    }

    private QueryEmbedder Queries() => _fixture.Queries(_model, _time, _logger);
}
