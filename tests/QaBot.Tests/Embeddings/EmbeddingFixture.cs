using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QaBot.Embeddings;
using QaBot.Models;
using QaBot.Passages;
using QaBot.Retrieval;
using QaBot.Tests.Articles;
using QaBot.Tests.Fakes;
using QaBot.Tests.Retrieval;

namespace QaBot.Tests.Embeddings;

/// <summary>Everything between passages and their vectors, over a fake model and a file of its own.</summary>
internal sealed class EmbeddingFixture : IDisposable
{
    private readonly List<IDisposable> _made = [];

    public TemporaryFolder State { get; } = new();

    public EmbeddingModelOptions Options { get; } = new();

    public string CacheFile => State["vectors.db"];

    public static IReadOnlyList<Passage> Articles(params (string Name, string[] Texts)[] articles) =>
        [.. articles.SelectMany(article => TestPassages.Article(article.Name, null, article.Texts))];

    /// <summary>As a process that starts now: nothing is known but what is stored.</summary>
    public PassageVectors Start(WordEmbeddings model, TimeProvider? time = null, ILogger<PassageVectors>? logger = null)
    {
        var cache = new VectorCache(CacheFile);
        var vectors = new PassageVectors(Client(model), cache, Wrapped(), time ?? TimeProvider.System, logger ?? NullLogger<PassageVectors>.Instance);
        _made.AddRange([vectors, cache]);
        return vectors;
    }

    public QueryEmbedder Queries(WordEmbeddings model, TimeProvider? time = null, ILogger<QueryEmbedder>? logger = null) =>
        new(Client(model), Wrapped(), time ?? TimeProvider.System, logger ?? NullLogger<QueryEmbedder>.Instance);

    public async Task<HybridRetriever> RetrieverAsync(WordEmbeddings model, IReadOnlyList<Passage> passages, double vectorWeight = 0.5)
    {
        var vectors = Start(model);
        await vectors.UpdateAsync(passages);
        return new HybridRetriever(vectors, Queries(model), Microsoft.Extensions.Options.Options.Create(new RetrievalOptions { VectorWeight = vectorWeight }));
    }

    public void Dispose()
    {
        _made.ForEach(made => made.Dispose());
        State.Dispose();
    }

    private EmbeddingClient Client(WordEmbeddings model) => new(model, Wrapped());

    private IOptions<ModelsOptions> Wrapped() => Microsoft.Extensions.Options.Options.Create(new ModelsOptions { Embeddings = Options });
}
