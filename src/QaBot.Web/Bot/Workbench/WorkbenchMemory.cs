using QaBot.Answering;
using QaBot.Workbench;

namespace QaBot.Web.Bot.Workbench;

/// <summary>What the prompt workbench keeps with a conversation, as it is stored.</summary>
public sealed record WorkbenchMemory
{
    public WorkbenchSettings Settings { get; init; } = new();

    /// <summary>With the history that it was asked with, so that it can be asked again with another prompt.</summary>
    public Question? LastQuestion { get; init; }

    /// <summary>What was last said about a prompt file that cannot be used; it is not said again while it stays the same.</summary>
    public string? ReportedProblem { get; init; }

    /// <summary>What the conversation's transcript is called; it cannot be guessed. Null before the first export.</summary>
    public string? TranscriptName { get; init; }
}
