using System.Collections.Concurrent;
using QaBot.Models;
using QaBot.Passages;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Embeddings;

public sealed class PassageVectorsTests : IDisposable
{
    private readonly EmbeddingFixture _fixture = new();
    private readonly WordEmbeddings _model = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Every_passage_gets_a_vector_and_a_second_start_asks_for_none()
    {
        var passages = EmbeddingFixture.Articles(("a.txt", ["The river.", "A lake."]), ("b.txt", ["The sea."]));
        var first = _fixture.Start(_model);
        var report = await first.UpdateAsync(passages);
        Assert.Equal((3, 3, 0, 0, 256), (report.Passages, report.Made, report.Missing, report.Refused, report.Dimensions));
        Assert.Equal(["A lake.", "The river.", "The sea."], _model.AskedTexts.Order());

        _model.Asked.Clear();
        var second = _fixture.Start(_model);
        var again = await second.UpdateAsync(passages);
        Assert.Equal((3, 0), (again.Passages, again.Made));
        Assert.Empty(_model.Asked);
        Assert.Equal(first.Index.Passages, second.Index.Passages);
        var river = await VectorOfAsync("river");
        Assert.Equal(first.Index.Search(river, 3), second.Index.Search(river, 3));
    }

    [Fact]
    public async Task Title_and_headings_go_before_the_words_of_a_passage_and_a_prefix_before_all()
    {
        _fixture.Options.PassagePrefix = "passage: ";
        await _fixture.Start(_model).UpdateAsync(Retrieval.TestPassages.Article("a.txt", "The river", "It is long.", "The river is wide."));
        Assert.Equal(["passage: The river\nIt is long.", "passage: The river is wide."], _model.AskedTexts);
    }

    [Fact]
    public async Task Requests_are_bounded_by_passages_and_by_tokens()
    {
        _fixture.Options.BatchSize = 4;
        await _fixture.Start(_model).UpdateAsync(Numbered(10));
        Assert.Equal([2, 4, 4], _model.Asked.Select(texts => texts.Count).Order());

        _model.Asked.Clear();
        _fixture.Options.BatchSize = 64;
        _fixture.Options.BatchTokens = 3;
        await _fixture.Start(_model).UpdateAsync(Numbered(10, "More"));
        Assert.All(_model.Asked, texts => Assert.InRange(texts.Count, 1, 3));
        Assert.Equal(10, _model.AskedTexts.Count());
    }

    [Fact]
    public async Task No_more_requests_are_under_way_than_allowed()
    {
        _fixture.Options.BatchSize = 1;
        _fixture.Options.MaxConcurrentBatches = 3;
        var (underWay, most) = (0, 0);
        var full = new TaskCompletionSource();
        _model.Before = async (_, _) =>
        {
            var now = Interlocked.Increment(ref underWay);
            most = Math.Max(most, now);
            if (now == 3)
                full.TrySetResult();
            await full.Task;
            Interlocked.Decrement(ref underWay);
        };
        await _fixture.Start(_model).UpdateAsync(Numbered(12));
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task The_same_words_are_asked_for_once()
    {
        var report = await _fixture.Start(_model).UpdateAsync(EmbeddingFixture.Articles(("a.txt", ["A river."]), ("b.txt", ["A river."])));
        Assert.Equal(2, report.Made);
        Assert.Equal("A river.", Assert.Single(_model.AskedTexts));
    }

    [Fact]
    public async Task A_change_of_one_article_asks_only_for_its_passages_and_what_is_gone_is_forgotten()
    {
        var before = EmbeddingFixture.Articles(("a.txt", ["The river."]), ("b.txt", ["The lake."]), ("c.txt", ["The sea."]));
        var vectors = _fixture.Start(_model);
        await vectors.UpdateAsync(before);
        _model.Asked.Clear();
        var after = before.Take(1).Concat(EmbeddingFixture.Articles(("b.txt", ["The pond.", "The brook."]))).ToList();
        var report = await vectors.UpdateAsync(after);
        Assert.Equal(2, report.Made);
        Assert.Equal(["The brook.", "The pond."], _model.AskedTexts.Order());
        Assert.Equal(after, vectors.Index.Passages);

        _model.Asked.Clear();
        await _fixture.Start(_model).UpdateAsync(before);
        Assert.Equal(["The lake.", "The sea."], _model.AskedTexts.Order());
    }

    [Fact]
    public async Task Another_model_makes_all_anew_and_what_the_old_one_made_is_forgotten()
    {
        var passages = Numbered(5);
        await _fixture.Start(_model).UpdateAsync(passages);
        var other = new WordEmbeddings("other", dimensions: 64);
        var vectors = _fixture.Start(other);
        var report = await vectors.UpdateAsync(passages);
        Assert.Equal((5, 64), (report.Made, vectors.Index.Dimensions));

        _model.Asked.Clear();
        Assert.Equal(5, (await _fixture.Start(_model).UpdateAsync(passages)).Made);
    }

    [Fact]
    public async Task The_number_of_dimensions_is_part_of_the_model()
    {
        var passages = Numbered(3);
        await _fixture.Start(_model).UpdateAsync(passages);
        _fixture.Options.Dimensions = 64;
        Assert.Equal(3, (await _fixture.Start(new WordEmbeddings(dimensions: 64)).UpdateAsync(passages)).Made);
    }

    [Fact]
    public async Task A_model_that_gives_other_dimensions_under_its_old_name_makes_all_anew()
    {
        await _fixture.Start(_model).UpdateAsync(Numbered(5));
        var changed = new WordEmbeddings(dimensions: 32);
        var vectors = _fixture.Start(changed);
        var report = await vectors.UpdateAsync([.. Numbered(5), .. EmbeddingFixture.Articles(("new.txt", ["A new one."]))]);
        Assert.Equal((6, 32), (report.Made, vectors.Index.Dimensions));
        Assert.Equal(6, vectors.Index.Count);
    }

    [Fact]
    public async Task A_break_loses_only_the_batches_under_way()
    {
        _fixture.Options.BatchSize = 2;
        _fixture.Options.MaxConcurrentBatches = 1;
        _model.Before = (_, _) => _model.Asked.Count == 4 ? throw new ModelException(ModelProblemKind.Unreachable, "gone") : Task.CompletedTask;
        var vectors = _fixture.Start(_model);
        var failure = await Assert.ThrowsAsync<ModelException>(() => vectors.UpdateAsync(Numbered(10)));
        Assert.Equal(ModelProblemKind.Unreachable, failure.Kind);
        Assert.Equal(0, vectors.Index.Count);

        var stored = _model.AskedTexts.Take(6).ToList();
        _model.Asked.Clear();
        _model.Before = (_, _) => Task.CompletedTask;
        var resumed = _fixture.Start(_model);
        Assert.Equal(4, (await resumed.UpdateAsync(Numbered(10))).Made);
        Assert.Empty(_model.AskedTexts.Intersect(stored));
        Assert.Equal(10, resumed.Index.Count);
    }

    [Fact]
    public async Task Cancelling_stops_it_and_keeps_what_was_made()
    {
        _fixture.Options.BatchSize = 1;
        _fixture.Options.MaxConcurrentBatches = 1;
        using var stop = new CancellationTokenSource();
        _model.Before = (_, _) => _model.Asked.Count == 3 ? stop.CancelAsync() : Task.CompletedTask;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _fixture.Start(_model).UpdateAsync(Numbered(9), cancellationToken: stop.Token));
        _model.Before = (_, _) => Task.CompletedTask;
        Assert.InRange((await _fixture.Start(_model).UpdateAsync(Numbered(9))).Made, 6, 7);
    }

    [Fact]
    public async Task More_than_may_be_made_are_not_begun()
    {
        var vectors = _fixture.Start(_model);
        var report = await vectors.UpdateAsync(Numbered(5), mostToMake: 4);
        Assert.Equal((5, 0), (report.Missing, report.Made));
        Assert.Empty(_model.Asked);
        Assert.Equal(5, (await vectors.UpdateAsync(Numbered(5), mostToMake: 5)).Made);
    }

    [Fact]
    public async Task A_passage_that_the_model_does_not_take_costs_no_other_its_vector()
    {
        _model.Before = (texts, _) => texts.Contains("Passage 3.") ? throw new ModelException(ModelProblemKind.PromptTooLong, "too long") : Task.CompletedTask;
        var vectors = _fixture.Start(_model);
        var report = await vectors.UpdateAsync(Numbered(6));
        Assert.Equal((5, 1), (report.Made, report.Refused));
        Assert.DoesNotContain(vectors.Index.Passages, passage => passage.Text == "Passage 3.");
        Assert.Equal(5, vectors.Index.Count);
    }

    [Fact]
    public async Task A_model_that_takes_no_passage_at_all_is_a_failure_and_not_asked_about_each()
    {
        _fixture.Options.BatchSize = 4;
        _fixture.Options.MaxConcurrentBatches = 1;
        _model.Before = (_, _) => throw new ModelException(ModelProblemKind.Rejected, "no dimensions here");
        var failure = await Assert.ThrowsAsync<ModelException>(() => _fixture.Start(_model).UpdateAsync(Numbered(100)));
        Assert.Equal("no dimensions here", failure.Message);
        Assert.InRange(_model.Asked.Count, 1, 5);
    }

    [Fact]
    public async Task What_is_no_vector_is_refused_in_one_clear_line()
    {
        await AssertRefusedAsync(vectors => [.. vectors.Skip(1)], "gave 1 vectors for 2 texts.");
        await AssertRefusedAsync(vectors => [vectors[0], new float[256]], "without a direction");
        await AssertRefusedAsync(vectors => [vectors[0], [.. vectors[1].Select(_ => float.NaN)]], "without a direction");
        await AssertRefusedAsync(vectors => [vectors[0], [1]], "a vector of 1 numbers instead of 256.");
        _fixture.Options.Dimensions = 128;
        await AssertRefusedAsync(vectors => vectors, "a vector of 256 numbers instead of 128, as Models:Embeddings:Dimensions says.");
    }

    [Fact]
    public async Task Progress_counts_passages_to_the_end()
    {
        _fixture.Options.BatchSize = 3;
        _fixture.Options.MaxConcurrentBatches = 1;
        var reports = new ConcurrentQueue<IndexProgress>();
        await _fixture.Start(_model).UpdateAsync(Numbered(10), progress: new Recorder(reports));
        Assert.Equal([0, 3, 6, 9, 10], reports.Select(report => report.Done));
        Assert.All(reports, report => Assert.Equal((10, IndexStep.Vectors), (report.Total, report.Step)));
    }

    [Fact]
    public async Task Two_processes_at_once_make_the_same_index()
    {
        _fixture.Options.BatchSize = 2;
        var (first, second) = (_fixture.Start(_model), _fixture.Start(_model));
        var passages = Numbered(40);
        await Task.WhenAll(Task.Run(() => first.UpdateAsync(passages)), Task.Run(() => second.UpdateAsync(passages)));
        Assert.Equal(passages, first.Index.Passages);
        var query = await VectorOfAsync("passage 7");
        Assert.Equal(first.Index.Search(query, 40), second.Index.Search(query, 40));
        _model.Asked.Clear();
        Assert.Equal(0, (await _fixture.Start(_model).UpdateAsync(passages)).Made);
    }

    [Fact]
    public async Task Searches_go_on_in_the_old_index_while_a_new_one_is_made()
    {
        var before = Numbered(3);
        var vectors = _fixture.Start(_model);
        await vectors.UpdateAsync(before);
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        _model.Before = (_, _) =>
        {
            asked.SetResult();
            return answer.Task;
        };
        var updating = vectors.UpdateAsync([.. before, .. EmbeddingFixture.Articles(("new.txt", ["A new one."]))]);
        await asked.Task;
        Assert.Equal(3, vectors.Index.Count);
        answer.SetResult();
        await updating;
        Assert.Equal(4, vectors.Index.Count);
    }

    private static IReadOnlyList<Passage> Numbered(int count, string word = "Passage") =>
        EmbeddingFixture.Articles([.. Enumerable.Range(0, count).Select(i => ($"{i:000}.txt", new[] { $"{word} {i}." }))]);

    private async Task<float[]> VectorOfAsync(string text) => (await _model.GenerateAsync([text]))[0].Vector.ToArray();

    private async Task AssertRefusedAsync(Func<IReadOnlyList<float[]>, IReadOnlyList<float[]>> answer, string problem)
    {
        _model.Answer = answer;
        var failure = await Assert.ThrowsAsync<ModelException>(() => _fixture.Start(_model).UpdateAsync(Numbered(2)));
        Assert.Equal(ModelProblemKind.Malformed, failure.Kind);
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Passage", failure.Message, StringComparison.Ordinal);
    }

    private sealed class Recorder(ConcurrentQueue<IndexProgress> reports) : IProgress<IndexProgress>
    {
        public void Report(IndexProgress value) => reports.Enqueue(value);
    }
}
