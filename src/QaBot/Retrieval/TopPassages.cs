namespace QaBot.Retrieval;

/// <summary>Keeps the best of the passages that it is offered in ascending order of their numbers; of equal ones the first.</summary>
internal sealed class TopPassages(int capacity)
{
    private readonly PriorityQueue<(int Number, float Score), (float Score, int Order)> _worstFirst = new();

    public bool Admits(float score) => _worstFirst.Count < capacity || score > _worstFirst.Peek().Score;

    public void Add(int number, float score)
    {
        if (_worstFirst.Count == capacity)
            _worstFirst.Dequeue();
        _worstFirst.Enqueue((number, score), (score, -number));
    }

    /// <summary>Best first; empties the collection.</summary>
    public (int Number, float Score)[] Descending()
    {
        var best = new (int, float)[_worstFirst.Count];
        for (var i = best.Length - 1; i >= 0; i--)
            best[i] = _worstFirst.Dequeue();
        return best;
    }
}
