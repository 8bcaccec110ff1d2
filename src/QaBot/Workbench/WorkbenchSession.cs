using QaBot.Answering;

namespace QaBot.Workbench;

/// <summary>What a command is about: the conversation as it stands.</summary>
public sealed record WorkbenchSession(WorkbenchSettings Settings)
{
    /// <summary>The last question that was asked, with the history that it was asked with; null before the first.</summary>
    public Question? LastQuestion { get; init; }

    /// <summary>Its answer; null when it is not known any more, after a restart.</summary>
    public Answer? LastAnswer { get; init; }
}
