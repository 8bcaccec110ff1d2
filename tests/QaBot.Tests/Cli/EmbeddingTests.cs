using System.Text.Json;
using QaBot.Cli;
using QaBot.Testing.Models;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Cli;

public sealed class EmbeddingTests : IAsyncLifetime, IDisposable
{
    private const int BatchSize = 4;

    private readonly FakeModelServer _server = new();
    private readonly CliDriver _cli = new();

    public Task InitializeAsync()
    {
        Configure(_cli, 2);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Index_makes_the_vectors_and_says_how_many()
    {
        WriteArticles(_cli, 10);
        var first = await _cli.RunAsync("index");
        Assert.Equal((ExitCode.Done, ""), (first.ExitCode, first.Error));
        Assert.Contains("10 vectors of 8 numbers by openai fake (10 made) in ", first.Out, StringComparison.Ordinal);
        Assert.Equal(3, _server.Requests.Count);

        var second = await _cli.RunAsync("index", "--json");
        var vectors = JsonDocument.Parse(second.Out).RootElement.GetProperty("vectors");
        Assert.Equal((10, 0, 8), (vectors.GetProperty("vectors").GetInt32(), vectors.GetProperty("made").GetInt32(), vectors.GetProperty("dimensions").GetInt32()));
        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task Killed_in_the_middle_it_goes_on_where_it_was_and_comes_to_the_same_end()
    {
        const int articles = 40;
        const int answered = 5;
        Configure(_cli, 1);
        WriteArticles(_cli, articles);
        _server.Reply = _ => _server.Requests.Count <= answered ? ModelReply.Vectors(FakeModelServer.Embed) : ModelReply.Silence;
        using (var process = _cli.Start(["index"]))
        {
            for (var i = 0; i <= answered; i++)
                await _server.ArrivalAsync();
            process.Kill();
            await process.WaitForExitAsync();
        }

        var stored = _server.Requests.Take(answered).SelectMany(request => request.Inputs).ToList();
        var before = _server.Requests.Count;
        _server.Reply = _ => ModelReply.Vectors(FakeModelServer.Embed);
        var resumed = await _cli.RunAsync("index");
        Assert.Contains($"{articles} vectors of 8 numbers by openai fake ({articles - stored.Count} made)", resumed.Out, StringComparison.Ordinal);
        var asked = _server.Requests.Skip(before).SelectMany(request => request.Inputs).ToList();
        Assert.Equal(articles - stored.Count, asked.Count);
        Assert.Empty(asked.Intersect(stored));

        using var uninterrupted = new CliDriver();
        Configure(uninterrupted, 1);
        WriteArticles(uninterrupted, articles);
        await uninterrupted.RunAsync("index");
        string[] search = ["search", "harbour number 7 by the wide river", "--top", "40", "--json"];
        Assert.Equal((await uninterrupted.RunAsync(search)).Out, (await _cli.RunAsync(search)).Out);
    }

    [Fact]
    public async Task Index_with_an_endpoint_that_refuses_the_key_fails_in_one_line_and_the_words_are_indexed()
    {
        WriteArticles(_cli, 3);
        _server.Reply = _ => ModelReply.Status(401, OpenAIWire.Error("Incorrect API key provided.", code: "invalid_api_key"));
        var result = await _cli.RunAsync("index");
        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains(_server.Root.Authority, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.EndsWith("'index' goes on from there.", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.StartsWith("3 articles, 3 passages", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_answered_by_words_alone_where_the_endpoint_fails_and_that_is_noted()
    {
        WriteArticles(_cli, 3);
        _server.Reply = _ => ModelReply.Status(401, OpenAIWire.Error("Incorrect API key provided.", code: "invalid_api_key"));
        var result = await _cli.RunAsync("ask", "When was harbour number 2 opened?");
        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("1802", result.Out, StringComparison.Ordinal);
        Assert.Contains(result.ErrorLines, line => line.StartsWith("Passages are found by their words alone.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_search_makes_only_as_many_vectors_as_go_out_at_once()
    {
        WriteArticles(_cli, (2 * BatchSize) + 1);
        var result = await _cli.RunAsync("search", "harbour");
        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("9 passages without a vector; 'index' makes them.", result.Error, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);

        File.Delete(_cli.PathOf("articles/000.txt"));
        Assert.DoesNotContain("without a vector", (await _cli.RunAsync("search", "harbour")).Error, StringComparison.Ordinal);
        Assert.Equal(2 * BatchSize, _server.Requests.SelectMany(request => request.Inputs).Count(text => text != "harbour"));
    }

    [Fact]
    public async Task Without_an_embedding_model_nothing_is_asked_or_stored()
    {
        WriteArticles(_cli, 3);
        _cli.Write("appsettings.json", JsonSerializer.Serialize(new { Corpus = new { Path = "articles" }, Answering = new { Prompts = RepositoryFiles.Prompts } }));
        var result = await _cli.RunAsync("index");
        Assert.DoesNotContain("vector", result.Out, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_cli.Folder, "vectors.db", SearchOption.AllDirectories));
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData("Models:Embeddings:BatchSize", "0")]
    [InlineData("Models:Embeddings:QueryTimeout", "00:02:00")]
    [InlineData("Retrieval:VectorWeight", "1.5")]
    public async Task A_setting_out_of_its_range_stops_the_start_and_is_named(string key, string value)
    {
        var keys = key.Split(':');
        var leaf = $"{{\"{keys[^1]}\":\"{value}\"}}";
        _cli.Write("appsettings.json", keys.Length == 3 ? $"{{\"{keys[0]}\":{{\"{keys[1]}\":{leaf}}}}}" : $"{{\"{keys[0]}\":{leaf}}}");
        var result = await _cli.RunAsync("index");
        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains(key, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    private void Configure(CliDriver cli, int concurrentBatches) => cli.Write("appsettings.json", JsonSerializer.Serialize(new
    {
        Corpus = new { Path = "articles" },
        Answering = new { Prompts = RepositoryFiles.Prompts },
        Models = new
        {
            Embeddings = new { Provider = "openai", Endpoint = _server.Endpoint, Model = "fake", BatchSize, MaxConcurrentBatches = concurrentBatches, QueryTimeout = "00:00:30" },
        },
    }));

    private static void WriteArticles(CliDriver cli, int count)
    {
        for (var i = 0; i < count; i++)
            cli.Write($"articles/{i:000}.txt", $"Harbour number {i} was opened in {1800 + i}. It lies by a river that is {i % 7} miles wide.");
    }
}
