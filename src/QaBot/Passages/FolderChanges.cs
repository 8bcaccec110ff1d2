namespace QaBot.Passages;

/// <summary>Waits until a folder may have changed: told by the file system where that works, and after a while in any case.</summary>
internal sealed class FolderChanges(string folder, TimeProvider time) : IDisposable
{
    /// <summary>Network drives and containers often tell nothing; looking is cheap as only sizes and times are compared.</summary>
    private static readonly TimeSpan Rescan = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RescanWithProblem = TimeSpan.FromSeconds(2);

    /// <summary>Files are written in many steps; a change is looked at when it has been quiet for this long…</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);

    /// <summary>…or this many times as long, if it is never quiet.</summary>
    private const int MaxQuietWaits = 10;

    private readonly SemaphoreSlim _changed = new(0);
    private FileSystemWatcher? _watcher;

    /// <param name="isHealthy">False to look again soon.</param>
    public async Task WaitAsync(bool isHealthy, CancellationToken cancellationToken)
    {
        // A folder that was removed and made again is another one to the file system.
        if (!isHealthy)
            Drop();
        else if (EnsureWatcher())
            return; // What changed before the watcher stood was told to nobody.

        if (!await ChangedWithinAsync(isHealthy ? Rescan : RescanWithProblem, cancellationToken))
            return;
        for (var i = 0; i < MaxQuietWaits && await ChangedWithinAsync(Quiet, cancellationToken); i++)
        {
        }
    }

    public void Dispose()
    {
        Drop();
        _changed.Dispose();
    }

    private async Task<bool> ChangedWithinAsync(TimeSpan period, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(period, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _changed.WaitAsync(either.Token);
            while (_changed.Wait(0, CancellationToken.None))
            {
            }

            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <returns>True when a watcher was put up.</returns>
    private bool EnsureWatcher()
    {
        if (_watcher is not null)
            return false;
        try
        {
            _watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
            _watcher.Created += (_, _) => Signal();
            _watcher.Changed += (_, _) => Signal();
            _watcher.Deleted += (_, _) => Signal();
            _watcher.Renamed += (_, _) => Signal();
            _watcher.Error += (_, _) => Fail();
            _watcher.EnableRaisingEvents = true;
            return true;
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // The folder has just gone, or this system has no watches left: the rescan finds the changes.
            Drop();
            return false;
        }
    }

    private void Drop() => Interlocked.Exchange(ref _watcher, null)?.Dispose();

    /// <summary>A watcher that failed (too many changes at once, the folder gone) is replaced, and everything looked at.</summary>
    private void Fail()
    {
        Drop();
        Signal();
    }

    private void Signal()
    {
        try
        {
            _changed.Release();
        }
        catch (ObjectDisposedException)
        {
            // The last event of a watcher that is being put away.
        }
    }
}
