namespace QaBot.Web.Bot;

/// <summary>
/// Lets turns wait until the corpus has been indexed once, whatever came of it: the host takes messages while it still reads. Thread-safe.
/// </summary>
public sealed class FirstIndexing(TimeProvider time)
{
    // A large corpus takes longer; then users are told to come back.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Complete() => _done.TrySetResult();

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _done.Task.WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
        }
    }
}
