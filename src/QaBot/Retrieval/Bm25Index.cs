using QaBot.Passages;

namespace QaBot.Retrieval;

/// <summary>An immutable BM25 index over passages, in memory. Thread-safe.</summary>
public sealed class Bm25Index : ICorpusStatistics
{
    public static Bm25Index Empty { get; } = new();

    public int PassageCount => throw new NotImplementedException();

    public int DocumentFrequency(string term) => throw new NotImplementedException();

    /// <summary>A new index without the named articles' passages and with the given ones; only the given passages are analyzed. This one stays as it is.</summary>
    public Bm25Index With(IReadOnlySet<string> removedArticles, IReadOnlyList<Passage> added) => throw new NotImplementedException();

    /// <inheritdoc cref="IRetriever.RetrieveAsync"/>
    public IReadOnlyList<RetrievedPassage> Search(RetrievalQuery query) => throw new NotImplementedException();
}
