namespace QaBot.Retrieval;

/// <summary>Finds passages for a query. Thread-safe; one call sees one state of the corpus throughout.</summary>
public interface IRetriever
{
    /// <returns>
    /// At most <see cref="RetrievalQuery.Top"/> passages, best first, ranked from 1; ties keep the order of articles by name and
    /// of passages in their article. Empty when nothing matches, the query has no searchable term, or there is no corpus yet.
    /// </returns>
    ValueTask<IReadOnlyList<RetrievedPassage>> RetrieveAsync(RetrievalQuery query, CancellationToken cancellationToken = default);
}
