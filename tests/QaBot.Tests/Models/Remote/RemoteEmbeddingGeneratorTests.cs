using QaBot.Testing.Models;

namespace QaBot.Tests.Models.Remote;

public sealed class RemoteEmbeddingGeneratorTests
{
    [Fact]
    public async Task It_gets_a_vector_for_each_text_in_their_order()
    {
        await using var server = new FakeModelServer();
        using var model = new RemoteModel(RemoteModel.At(server.Endpoint, "sk-test"));

        var vectors = await model.Embeddings.GenerateAsync(["bees dance", "wasps build"]);

        Assert.Equal([FakeModelServer.Embed("bees dance"), FakeModelServer.Embed("wasps build")], vectors.Select(vector => vector.Vector.ToArray()));
        Assert.Equal("/v1/embeddings", Assert.Single(server.Requests).Target);
    }
}
