namespace Microsoft.ML.Tokenizers;

/// <summary>
/// Byte pair encoding of one piece of text: the neighbouring parts whose union has the lowest rank are joined,
/// leftmost first, until no union has a rank. O(n log n). Reusable, for one thread at a time.
/// </summary>
internal sealed class BytePairMerger(RankTable ranks)
{
    private const int NoRank = -1;

    private readonly PriorityQueue<int, (int Rank, int Start)> _unions = new();
    private int[] _end = [];
    private int[] _previous = [];
    private int[] _unionRank = [];

    /// <returns>At the start of each token, its end.</returns>
    public ReadOnlySpan<int> Merge(ReadOnlySpan<byte> piece)
    {
        Prepare(piece);
        while (_unions.TryDequeue(out var start, out var union))
        {
            if (_unionRank[start] == union.Rank)
                Join(piece, start);
        }
        return _end.AsSpan(0, piece.Length);
    }

    private void Prepare(ReadOnlySpan<byte> piece)
    {
        if (_end.Length < piece.Length)
        {
            _end = new int[piece.Length];
            _previous = new int[piece.Length];
            _unionRank = new int[piece.Length];
        }
        for (var i = 0; i < piece.Length; i++)
        {
            _end[i] = i + 1;
            _previous[i] = i - 1;
        }
        for (var i = 0; i < piece.Length; i++)
            RankUnion(piece, i);
    }

    private void Join(ReadOnlySpan<byte> piece, int start)
    {
        var right = _end[start];
        var end = _end[right];
        _end[start] = end;
        _unionRank[right] = NoRank;
        if (end < piece.Length)
            _previous[end] = start;
        RankUnion(piece, start);
        if (_previous[start] >= 0)
            RankUnion(piece, _previous[start]);
    }

    private void RankUnion(ReadOnlySpan<byte> piece, int start)
    {
        _unionRank[start] = NoRank;
        var right = _end[start];
        if (right < piece.Length && ranks.TryGetRank(piece[start.._end[right]], out var rank))
        {
            _unionRank[start] = rank;
            _unions.Enqueue(start, (rank, start));
        }
    }
}
