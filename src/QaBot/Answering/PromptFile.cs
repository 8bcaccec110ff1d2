namespace QaBot.Answering;

/// <summary>A prompt file that may change at any time, and the last good version of it. Thread-safe.</summary>
/// <param name="path">Absolute.</param>
internal sealed class PromptFile(string path, TimeProvider time) : IDisposable
{
    private const int MostBytes = 1 << 20;

    /// <summary>A file written again within a file system clock's tick keeps its time; one that was read so soon is read again.</summary>
    private static readonly TimeSpan s_clockTick = TimeSpan.FromSeconds(2);

    /// <summary>An editor may be half-way through what it writes; within this time it has written the rest.</summary>
    private static readonly TimeSpan s_settling = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim _reading = new(1);
    private volatile State _state = new(default, IsSettled: false, Bytes: null, Good: null, Problem: null, IsForAnswers: SupportingPrompts.KindOf(Path.GetFileNameWithoutExtension(path)) is null);

    private string FileName => Path.GetFileName(path);

    /// <summary>Looks at the file's time and size, and reads it when they have changed; parses it when its bytes have.</summary>
    /// <returns>The version to use, and whether it is one for answers at all.</returns>
    public async Task<(PromptVersion Version, bool IsForAnswers)> GetAsync(CancellationToken cancellationToken)
    {
        var state = _state;
        if (!state.IsSettled || Stamp.Of(path) != state.Stamp)
        {
            await _reading.WaitAsync(cancellationToken);
            try
            {
                state = _state = await ReadAsync(_state, cancellationToken);
            }
            finally
            {
                _reading.Release();
            }
        }

        return (new PromptVersion(state.Good, state.Problem), state.IsForAnswers);
    }

    public void Dispose() => _reading.Dispose();

    /// <summary>A fault that has just come about is looked at again before it is told.</summary>
    private async Task<State> ReadAsync(State before, CancellationToken cancellationToken)
    {
        var state = await LookAsync(before, cancellationToken);
        if (state.Problem is null || state.Problem == before.Problem || !MayBeHalfWritten(before, state))
            return state;
        await Task.Delay(s_settling, time, cancellationToken);
        return await LookAsync(before, cancellationToken);
    }

    private bool MayBeHalfWritten(State before, State now)
    {
        var file = Stamp.Of(path);
        if (!file.Exists || !now.Stamp.Exists)
            return before.Stamp.Exists;
        var age = time.GetUtcNow().UtcDateTime - file.Written;
        return age >= TimeSpan.Zero && age < s_settling;
    }

    private async Task<State> LookAsync(State before, CancellationToken cancellationToken)
    {
        var stamp = Stamp.Of(path);
        if (!stamp.Exists)
            return before with { Stamp = stamp, IsSettled = true, Bytes = null, Problem = $"{FileName}: the file is gone." };
        if (stamp.Length > MostBytes)
            return before with { Stamp = stamp, IsSettled = true, Bytes = null, Problem = $"{FileName}: the file is too large for a prompt." };
        var isSettled = stamp.Written < time.GetUtcNow().UtcDateTime - s_clockTick;
        byte[] bytes;
        try
        {
            bytes = await ReadBytesAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return before with { IsSettled = false, Bytes = null, Problem = $"{FileName}: it cannot be read: {e.Message}" };
        }

        if (before.Bytes is { } known && known.AsSpan().SequenceEqual(bytes))
            return before with { Stamp = stamp, IsSettled = isSettled };
        var reading = await LoadedPrompt.ReadAsync(Path.GetFileNameWithoutExtension(path), bytes, cancellationToken);
        return new State(stamp, isSettled, bytes, reading.Prompt ?? before.Good, reading.Fault?.In(FileName), reading.IsForAnswers || before.Good is { Kind: PromptKind.Answer });
    }

    /// <summary>Never in the way of an editor that writes the file meanwhile.</summary>
    private async Task<byte[]> ReadBytesAsync(CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    /// <param name="IsSettled">The stamp tells whether the file has changed since.</param>
    /// <param name="Bytes">What was parsed last; null when that was something else than the file.</param>
    private sealed record State(Stamp Stamp, bool IsSettled, byte[]? Bytes, LoadedPrompt? Good, string? Problem, bool IsForAnswers);

    private readonly record struct Stamp(bool Exists, long Length, DateTime Written)
    {
        public static Stamp Of(string path)
        {
            var file = new FileInfo(path);
            return file.Exists ? new Stamp(true, file.Length, file.LastWriteTimeUtc) : default;
        }
    }
}
