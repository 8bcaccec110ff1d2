using System.Buffers;
using System.Numerics.Tensors;
using QaBot.Passages;

namespace QaBot.Retrieval;

/// <summary>An immutable index of passages by their vectors, in memory; searches compare every row, so what they find is exact. Thread-safe.</summary>
/// <remarks>
/// Rows are normalised when they come in and stand one after the other, so that a cosine is one scalar product, which
/// <see cref="TensorPrimitives"/> computes with the widest SIMD registers there are. 100,000 rows of 1,536 numbers take 614 MB; an approximate
/// index would pay only above that.
/// </remarks>
public sealed class VectorIndex
{
    private readonly Passage[] _passages;
    private readonly float[] _rows;

    /// <summary>Article a has the rows from <c>_starts[a]</c> to <c>_starts[a + 1]</c>.</summary>
    private readonly int[] _starts;

    private VectorIndex(Passage[] passages, float[] rows, int dimensions)
    {
        _passages = passages;
        _rows = rows;
        Dimensions = dimensions;
        _starts = StartsOfArticles(passages);
    }

    /// <summary>No passages; it takes vectors of any length.</summary>
    public static VectorIndex Empty { get; } = new([], [], 0);

    public int Count => _passages.Length;

    /// <summary>How many numbers each vector has; 0 when there is none.</summary>
    public int Dimensions { get; }

    /// <summary>In the order of articles by name and of passages in their article.</summary>
    public IReadOnlyList<Passage> Passages => _passages;

    /// <summary>A new index without the named articles' passages and with the given ones. This one stays as it is.</summary>
    /// <exception cref="ArgumentException">A vector has another length than the rest, is all zeros, or holds what is no finite number.</exception>
    /// <exception cref="OverflowException">All vectors together have more than 2^31 numbers.</exception>
    public VectorIndex With(IReadOnlySet<string> removedArticles, IReadOnlyList<PassageVector> added)
    {
        ArgumentNullException.ThrowIfNull(removedArticles);
        ArgumentNullException.ThrowIfNull(added);
        var kept = Enumerable.Range(0, Count).Where(number => !removedArticles.Contains(_passages[number].Article.Name))
            .Select(number => (Item: new PassageVector(_passages[number], _rows.AsMemory(number * Dimensions, Dimensions)), IsNew: false));
        var all = kept.Concat(added.Select(item => (Item: item, IsNew: true))).OrderBy(row => row.Item.Passage, PassageOrder.Instance).ToArray();
        if (all.Length == 0)
            return Empty;
        var dimensions = all[0].Item.Vector.Length;
        var rows = GC.AllocateUninitializedArray<float>(checked(all.Length * dimensions));
        for (var number = 0; number < all.Length; number++)
        {
            var row = rows.AsSpan(number * dimensions, dimensions);
            CheckLength(all[number].Item, dimensions);
            if (all[number].IsNew)
                Normalize(all[number].Item, row);
            else
                all[number].Item.Vector.Span.CopyTo(row);
        }
        return new VectorIndex([.. all.Select(row => row.Item.Passage)], rows, dimensions);
    }

    /// <param name="query">Of <see cref="Dimensions"/> numbers; its length plays no part.</param>
    /// <param name="top">How many at the most; at least 1.</param>
    /// <param name="articles">Names of the only articles to search; null for all.</param>
    /// <param name="admits">Asked about passages that would be among the best; null for all.</param>
    /// <returns>
    /// Passages whose cosine is above 0, nearest first; ties keep the order of articles by name and of passages in their article. Empty
    /// for a query of zeros.
    /// </returns>
    /// <exception cref="ArgumentException">The query has another number of dimensions.</exception>
    public IReadOnlyList<VectorMatch> Search(ReadOnlySpan<float> query, int top, IReadOnlySet<string>? articles = null, Predicate<Passage>? admits = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        if (Count == 0)
            return [];
        if (query.Length != Dimensions)
            throw new ArgumentException($"The query has {query.Length} dimensions, the index {Dimensions}.", nameof(query));
        var norm = TensorPrimitives.Norm(query);
        if (norm == 0)
            return [];
        var places = ArrayPool<(int, float)>.Shared.Rent(Math.Min(top, Count));
        try
        {
            var best = new TopPassages(places.AsSpan(0, Math.Min(top, Count)));
            Compare(query, 1 / norm, articles, admits, ref best);
            return Matches(best.Descending());
        }
        finally
        {
            ArrayPool<(int, float)>.Shared.Return(places);
        }
    }

    private void Compare(ReadOnlySpan<float> query, float scale, IReadOnlySet<string>? articles, Predicate<Passage>? admits, ref TopPassages best)
    {
        for (var article = 0; article < _starts.Length - 1; article++)
        {
            if (articles is not null && !articles.Contains(_passages[_starts[article]].Article.Name))
                continue;
            for (var number = _starts[article]; number < _starts[article + 1]; number++)
            {
                var similarity = TensorPrimitives.Dot(_rows.AsSpan(number * Dimensions, Dimensions), query) * scale;
                if (similarity > 0 && best.Admits(similarity) && (admits is null || admits(_passages[number])))
                    best.Add(number, similarity);
            }
        }
    }

    private VectorMatch[] Matches(ReadOnlySpan<(int Number, float Score)> best)
    {
        var matches = new VectorMatch[best.Length];
        for (var i = 0; i < best.Length; i++)
            matches[i] = new VectorMatch(_passages[best[i].Number], best[i].Score);
        return matches;
    }

    private static void CheckLength(PassageVector item, int dimensions)
    {
        if (item.Vector.Length != dimensions)
            throw new ArgumentException($"The vector of {item.Passage} has {item.Vector.Length} dimensions, others have {dimensions}.");
    }

    private static void Normalize(PassageVector item, Span<float> row)
    {
        var norm = TensorPrimitives.Norm(item.Vector.Span);
        if (!float.IsFinite(norm) || norm == 0)
            throw new ArgumentException($"The vector of {item.Passage} points nowhere.");
        TensorPrimitives.Divide(item.Vector.Span, norm, row);
    }

    private static int[] StartsOfArticles(Passage[] passages)
    {
        var starts = Enumerable.Range(0, passages.Length).Where(number => number == 0 || passages[number].Article.Name != passages[number - 1].Article.Name);
        return [.. starts, passages.Length];
    }
}
