namespace QaBot.DirectLine;

/// <summary>
/// One conversation's activities on their way to the bot: one after the other, in their order. Runs only while there is something to
/// deliver. Thread-safe.
/// </summary>
/// <param name="deliver">Must not throw.</param>
internal sealed class DeliveryQueue(int capacity, Func<Delivery, Task> deliver)
{
    private readonly Lock _lock = new();
    private readonly Queue<Delivery> _waiting = new();
    private bool _running;

    /// <returns>Whether another one finds room.</returns>
    public bool HasRoom
    {
        get
        {
            lock (_lock)
                return _waiting.Count < capacity;
        }
    }

    public void Enqueue(Delivery delivery)
    {
        lock (_lock)
        {
            _waiting.Enqueue(delivery);
            if (_running)
                return;
            _running = true;
        }

        _ = Task.Run(DeliverAllAsync);
    }

    private async Task DeliverAllAsync()
    {
        while (Next() is { } delivery)
            await deliver(delivery);
    }

    private Delivery? Next()
    {
        lock (_lock)
        {
            if (_waiting.TryDequeue(out var delivery))
                return delivery;
            _running = false;
            return null;
        }
    }
}
