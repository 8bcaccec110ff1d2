namespace QaBot.Cli.Output;

/// <summary>Keeps what was reported last, for a bar that is drawn now and then. Thread-safe.</summary>
/// <param name="before">Described while nothing is reported yet.</param>
/// <param name="describe">A description, and the part that is done, 0 to 1.</param>
internal sealed class LatestProgress<T>(string before, Func<T, (string Description, double Part)> describe) : IProgress<T>
    where T : class
{
    private volatile T? _latest;

    public void Report(T value) => _latest = value;

    public (string Description, double Part) Describe() => _latest is { } latest ? describe(latest) : (before, 0);
}
