namespace QaBot.Workbench;

/// <summary>What a prompt author has chosen for one conversation. Serialisable as JSON.</summary>
public sealed record WorkbenchSettings
{
    /// <summary>Name of the prompt to answer with; null for the configured one.</summary>
    public string? Prompt { get; init; }

    /// <summary>Whether the steps of each answer are shown.</summary>
    public bool Trace { get; init; }
}
