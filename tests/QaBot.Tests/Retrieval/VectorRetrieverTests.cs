using QaBot.Retrieval;
using QaBot.Tests.Embeddings;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Retrieval;

public sealed class VectorRetrieverTests : RetrieverConformanceTests, IDisposable
{
    private readonly EmbeddingFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    protected override Task<IRetriever> CreateAsync(params (string Name, string Text)[] articles) =>
        IndexRetriever.CreateAsync(_fixture, new WordEmbeddings(), vectorWeight: 1, articles);
}
