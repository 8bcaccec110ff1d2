namespace QaBot.Retrieval;

/// <summary>Keeps the best of the passages that it is offered in ascending order of their numbers; of equal ones the first. Allocates nothing.</summary>
/// <param name="places">As many as are kept, at least one; their content is overwritten.</param>
internal ref struct TopPassages(Span<(int Number, float Score)> places)
{
    /// <summary>A heap with the worst on top.</summary>
    private readonly Span<(int Number, float Score)> _heap = places;

    private int _count;

    public readonly bool Admits(float score) => _count < _heap.Length || score > _heap[0].Score;

    /// <summary>Only what is admitted may be added.</summary>
    public void Add(int number, float score)
    {
        if (_count == _heap.Length)
        {
            _heap[0] = (number, score);
            Sink(_count);
            return;
        }

        var at = _count++;
        for (_heap[at] = (number, score); at > 0 && IsWorse(_heap[at], _heap[(at - 1) / 2]); at = (at - 1) / 2)
            (_heap[at], _heap[(at - 1) / 2]) = (_heap[(at - 1) / 2], _heap[at]);
    }

    /// <summary>Best first, in the places given; empties the collection.</summary>
    public ReadOnlySpan<(int Number, float Score)> Descending()
    {
        for (var last = _count - 1; last > 0; last--)
        {
            (_heap[0], _heap[last]) = (_heap[last], _heap[0]);
            Sink(last);
        }

        var best = _heap[.._count];
        _count = 0;
        return best;
    }

    /// <summary>Lets the topmost of the first <paramref name="count"/> sink to its place.</summary>
    private readonly void Sink(int count)
    {
        for (var at = 0; (2 * at) + 1 < count;)
        {
            var child = (2 * at) + 1;
            if (child + 1 < count && IsWorse(_heap[child + 1], _heap[child]))
                child++;
            if (!IsWorse(_heap[child], _heap[at]))
                return;
            (_heap[at], _heap[child]) = (_heap[child], _heap[at]);
            at = child;
        }
    }

    private static bool IsWorse((int Number, float Score) one, (int Number, float Score) other) =>
        one.Score < other.Score || (one.Score == other.Score && one.Number > other.Number);
}
