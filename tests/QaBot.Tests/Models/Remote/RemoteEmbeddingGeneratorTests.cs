using Microsoft.Extensions.AI;
using QaBot.Models;
using QaBot.Testing.Models;

namespace QaBot.Tests.Models.Remote;

public sealed class RemoteEmbeddingGeneratorTests : EmbeddingGeneratorConformance, IAsyncDisposable
{
    private readonly FakeModelServer _server = new();
    private readonly List<RemoteModel> _models = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var model in _models)
            model.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task It_asks_for_all_texts_at_once_and_counts_their_tokens()
    {
        var vectors = await Create().GenerateAsync(["bees dance", "wasps build"]);

        var request = Assert.Single(_server.Requests);
        Assert.Equal(("/v1/embeddings", "sk-test", "gpt-test"), (request.Target, request.Key, request.Model));
        Assert.Equal([FakeModelServer.Embed("bees dance"), FakeModelServer.Embed("wasps build")], vectors.Select(vector => vector.Vector.ToArray()));
        Assert.Equal(2, vectors.Usage?.InputTokenCount);
    }

    [Theory]
    [InlineData("""{"data":[{"index":1,"embedding":[0,1]},{"index":0,"embedding":[1,0]}]}""")]
    [InlineData("""{"object":"list","data":[{"object":"embedding","embedding":[1,0],"index":0},{"object":"embedding","embedding":[0,1],"index":1}],"model":"m","usage":{"prompt_tokens":8,"total_tokens":8,"completion_tokens":0,"prompt_tokens_details":null}}""")]
    [InlineData("""{"data":[{"embedding":[1.0,0.0]},{"embedding":[0.0,1.0]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":"AACAPwAAAAA="},{"index":1,"embedding":[0,1]}],"usage":null}""")]
    public async Task Dialects_of_servers_are_understood(string body)
    {
        _server.Script(ModelReply.Status(200, body));

        var vectors = await Create().GenerateAsync(["a", "b"]);

        Assert.Equal<float[]>([[1, 0], [0, 1]], vectors.Select(vector => vector.Vector.ToArray()));
    }

    [Theory]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,0]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,0]},{"index":0,"embedding":[1,0]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[]},{"index":1,"embedding":[]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":"!"},{"index":1,"embedding":["a"]}]}""")]
    [InlineData("""{"data":[7,8]}""")]
    [InlineData("""{"embeddings":[[1,0],[0,1]]}""")]
    [InlineData("[]")]
    public async Task What_is_no_list_of_vectors_is_malformed(string body)
    {
        _server.Script(ModelReply.Status(200, body));

        Assert.Equal(ModelProblemKind.Malformed, (await Assert.ThrowsAsync<ModelException>(() => Create().GenerateAsync(["a", "b"]))).Kind);
    }

    [Fact]
    public async Task A_server_that_refuses_base64_is_asked_without_it_and_the_next_time_at_once()
    {
        _server.Script(ModelReply.Status(400, OpenAIWire.Error("Unknown parameter: 'encoding_format'.", param: "encoding_format")));
        var generator = Create();

        await generator.GenerateAsync(["a"]);
        await generator.GenerateAsync(["b"]);

        Assert.Equal([true, false, false], _server.Requests.Select(request => request.Json.TryGetProperty("encoding_format", out _)));
    }

    public static TheoryData<string> Refusals => [.. ModelFaults.Refusals.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Each_refusal_is_told_in_one_line(string name)
    {
        var fault = ModelFaults.Refusals.Single(fault => fault.Name == name);
        _server.Reply = _ => fault.Reply;

        var problem = await Assert.ThrowsAsync<ModelException>(() => Create().GenerateAsync(["a text of the user"]));

        Assert.Equal(fault.Kind, problem.Kind);
        Assert.DoesNotContain('\n', problem.Message);
        Assert.DoesNotContain("a text of the user", problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sk-test", problem.ToString(), StringComparison.Ordinal);
    }

    protected override IEmbeddingGenerator<string, Embedding<float>> Create()
    {
        _models.Add(new RemoteModel(RemoteModel.At(_server.Endpoint, "sk-test")));
        return _models[^1].Embeddings;
    }
}
