using QaBot.Articles;
using QaBot.Retrieval;

namespace QaBot.Passages;

/// <summary>One state of the whole corpus: what a question sees from its start to its end. Immutable.</summary>
/// <param name="Articles">By name, ordinally.</param>
/// <param name="Passages">By article and position.</param>
public sealed record Corpus(
    IReadOnlyList<Article> Articles,
    IReadOnlyList<Passage> Passages,
    Bm25Index Index,
    IndexReport Report);
