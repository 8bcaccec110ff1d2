using Microsoft.Extensions.Options;
using QaBot.Embeddings;

namespace QaBot.Retrieval;

/// <summary>Finds passages by their words and by their meaning, and fuses the two rankings. Thread-safe.</summary>
/// <remarks>
/// Words alone decide where the query cannot be embedded or there are no vectors. What is quoted must occur whichever way a passage is found, and a
/// query without a word that could be searched finds nothing.
/// </remarks>
public sealed class HybridRetriever(PassageVectors vectors, QueryEmbedder queries, IOptions<RetrievalOptions> options)
{
    /// <summary>How far down the rankings are fused; what is further down in both cannot come to the top.</summary>
    private const int Depth = 100;

    private readonly RetrievalOptions _options = options.Value;

    /// <inheritdoc cref="IRetriever.RetrieveAsync"/>
    /// <param name="words">The corpus as it is to be searched: passages that are not in it are not found, though they may have vectors still.</param>
    public async ValueTask<IReadOnlyList<RetrievedPassage>> RetrieveAsync(Bm25Index words, RetrievalQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(query);
        var index = vectors.Index;
        if (_options.VectorWeight == 0 || index.Count == 0 || words.MayBeFound(query.Text) is not { } mayBeFound)
            return words.Search(query);
        return await queries.EmbedAsync(query.Text, index.Dimensions, cancellationToken) is { } vector
            ? Fuse(words, query, index.Search(vector.Span, Math.Max(query.Top, Depth), query.Articles, mayBeFound))
            : words.Search(query);
    }

    private IReadOnlyList<RetrievedPassage> Fuse(Bm25Index words, RetrievalQuery query, IReadOnlyList<VectorMatch> near)
    {
        var byWords = words.Search(query with { Top = Math.Max(query.Top, Depth) });
        var fused = Fusion.Fuse(
            _options.FusionK,
            PassageOrder.Instance,
            ([.. byWords.Select(found => found.Passage)], 1 - _options.VectorWeight),
            ([.. near.Select(match => match.Passage)], _options.VectorWeight));
        var wordScores = byWords.ToDictionary(found => found.Passage, found => found.Score);
        var meaningRanks = near.Select((match, i) => (match.Passage, Rank: i + 1)).ToDictionary(match => match.Passage, match => match.Rank);
        return
        [
            .. fused.Take(query.Top).Select((item, i) => new RetrievedPassage(item.Item, item.Score, i + 1)
            {
                WordScore = wordScores.TryGetValue(item.Item, out var score) ? score : words.Explain(query, item.Item)?.Score ?? 0,
                MeaningRank = meaningRanks.TryGetValue(item.Item, out var rank) ? rank : null,
            }),
        ];
    }
}
