using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace QaBot.Web.Bot;

/// <summary>
/// Runs turns off the requests that brought them: those of one conversation one after the other, in their order, those of different
/// conversations side by side. Bounded; when the host stops, what was accepted is finished for a limited time. Thread-safe.
/// </summary>
public sealed class TurnScheduler(IOptions<BotOptions> options, TimeProvider time, ILogger<TurnScheduler> logger) : IHostedLifecycleService, IDisposable
{
    // For turns that were told to stop: time to say so to the user.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly BotOptions _options = options.Value;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<Turn>> _conversations = [];
    private readonly Channel<string> _ready = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stopping = new();
    private Task _workers = Task.CompletedTask;
    private int _waiting;
    private bool _closed;

    /// <summary>Turns wait because as many as may run at the same time are running.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_lock)
                return _conversations.Count > _options.ConcurrentTurns;
        }
    }

    /// <param name="conversation">Turns with the same one keep their order.</param>
    /// <param name="work">Its token is cancelled when the host cannot wait any longer.</param>
    /// <param name="completion">Ends when the turn has, with its exception; nothing else is done about one.</param>
    /// <returns>False when the queue is full or the host is stopping: the turn will not run.</returns>
    public bool TryEnqueue(string conversation, Func<CancellationToken, Task> work, out Task completion)
    {
        var turn = new Turn(work);
        completion = turn.Completion.Task;
        lock (_lock)
        {
            if (_closed || _waiting >= _options.WaitingTurns)
                return false;
            _waiting++;
            if (_conversations.TryGetValue(conversation, out var turns))
            {
                turns.Enqueue(turn);
                return true;
            }

            _conversations[conversation] = new Queue<Turn>([turn]);
        }

        return _ready.Writer.TryWrite(conversation);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _workers = Task.WhenAll(Enumerable.Range(0, _options.ConcurrentTurns).Select(_ => Task.Run(WorkAsync, CancellationToken.None)));
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Before anything else stops: replies through the web chat go to this very server.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _closed = true;
            CloseWhenDone();
        }

        if (await EndedAsync(_options.DrainTime, cancellationToken))
            return;
        logger.LogWarning("Stopping with {Count} turns unfinished after {Time}.", _waiting, _options.DrainTime);
        await _stopping.CancelAsync();
        await EndedAsync(Farewell, CancellationToken.None);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

    private async Task<bool> EndedAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await _workers.WaitAsync(limit, time, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task WorkAsync()
    {
        await foreach (var conversation in _ready.Reader.ReadAllAsync(CancellationToken.None))
        {
            Turn turn;
            lock (_lock)
                turn = _conversations[conversation].Peek();
            await RunAsync(turn);
            lock (_lock)
                Finish(conversation);
        }
    }

    private async Task RunAsync(Turn turn)
    {
        try
        {
            await turn.Work(_stopping.Token);
            turn.Completion.SetResult();
        }
        catch (Exception e)
        {
            turn.Completion.SetException(e);
            _ = turn.Completion.Task.Exception;
        }
    }

    private void Finish(string conversation)
    {
        var turns = _conversations[conversation];
        turns.Dequeue();
        _waiting--;
        if (turns.Count > 0)
            _ready.Writer.TryWrite(conversation);
        else
            _conversations.Remove(conversation);
        CloseWhenDone();
    }

    private void CloseWhenDone()
    {
        if (_closed && _waiting == 0)
            _ready.Writer.TryComplete();
    }

    private sealed record Turn(Func<CancellationToken, Task> Work)
    {
        public TaskCompletionSource Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
