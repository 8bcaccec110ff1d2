namespace QaBot.Cli;

/// <summary>What scripts may rely on.</summary>
internal static class ExitCode
{
    /// <summary>Also when a question was refused.</summary>
    public const int Done = 0;

    public const int Failed = 1;

    public const int WrongUse = 2;

    /// <summary>Ctrl-C, as shells number it.</summary>
    public const int Interrupted = 130;
}
