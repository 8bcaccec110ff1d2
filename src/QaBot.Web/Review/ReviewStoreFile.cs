using QaBot.Review;

namespace QaBot.Web.Review;

/// <summary>The store of reviews, opened when it is first asked for; a store that could not be opened is tried again. Thread-safe.</summary>
public sealed class ReviewStoreFile(Func<Task<IReviewStore>> open) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private Task<IReviewStore>? _store;

    public Task<IReviewStore> OpenAsync()
    {
        lock (_lock)
        {
            if (_store is null or { IsFaulted: true } or { IsCanceled: true })
                _store = Task.Run(open);
            return _store;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is { IsCompletedSuccessfully: true } opened)
            await (await opened).DisposeAsync();
    }
}
