using QaBot.Retrieval;
using QaBot.Tests.Embeddings;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Retrieval;

/// <summary>A retriever over an index that does not change.</summary>
internal sealed class IndexRetriever(Bm25Index words, HybridRetriever? hybrid = null) : IRetriever
{
    public static async Task<IRetriever> CreateAsync(EmbeddingFixture fixture, WordEmbeddings model, double vectorWeight, params (string Name, string Text)[] articles)
    {
        var passages = EmbeddingFixture.Articles([.. articles.Select(article => (article.Name, new[] { article.Text }))]);
        return new IndexRetriever(Bm25Index.Empty.With(new HashSet<string>(), passages), await fixture.RetrieverAsync(model, passages, vectorWeight));
    }

    public ValueTask<IReadOnlyList<RetrievedPassage>> RetrieveAsync(RetrievalQuery query, CancellationToken cancellationToken = default) =>
        hybrid?.RetrieveAsync(words, query, cancellationToken) ?? ValueTask.FromResult(words.Search(query));
}
