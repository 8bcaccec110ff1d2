using QaBot.Retrieval;

namespace QaBot.Tests.Retrieval;

public sealed class Bm25RetrieverTests : RetrieverConformanceTests
{
    protected override Task<IRetriever> CreateAsync(params (string Name, string Text)[] articles)
    {
        var passages = articles.SelectMany(article => TestPassages.Article(article.Name, title: null, article.Text)).ToList();
        return Task.FromResult<IRetriever>(new IndexRetriever(Bm25Index.Empty.With(new HashSet<string>(), passages)));
    }
}
