namespace QaBot.Cli.Chat;

/// <summary>Ctrl+C in a chat: it stops the answer under way, and ends the chat when there is none or when it is pressed again. Thread-safe.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly IDisposable _watch;
    private CancellationTokenSource? _answer;

    /// <param name="watch">Calls what it is given at each Ctrl+C, until its result is disposed.</param>
    public Interrupts(Func<Action, IDisposable> watch) => _watch = watch(Interrupt);

    /// <summary>Cancelled when the chat is to end.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Runs something that one Ctrl+C stops.</summary>
    /// <returns>False when it was stopped.</returns>
    public async Task<bool> RunAsync(Func<CancellationToken, Task> answer, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        lock (_lock)
            _answer = stop;
        try
        {
            await answer(stop.Token);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !_ended.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            lock (_lock)
                _answer = null;
        }
    }

    public void Dispose()
    {
        _watch.Dispose();
        _ended.Dispose();
    }

    private void Interrupt()
    {
        lock (_lock)
        {
            if (_answer is { IsCancellationRequested: false } answer)
                answer.Cancel();
            else
                _ended.Cancel();
        }
    }
}
