namespace QaBot.Workbench;

/// <summary>What a command says, and what its host is to do.</summary>
/// <param name="Markdown">Nothing in it that a source or a user wrote can become a link, an image or HTML.</param>
public sealed record WorkbenchReply(string Markdown)
{
    /// <summary>The conversation's settings from now on; null when they stay.</summary>
    public WorkbenchSettings? NewSettings { get; init; }

    /// <summary>True when the host is to forget the conversation, its last question included.</summary>
    public bool ForgetsConversation { get; init; }

    /// <summary>True when the host is to write the conversation with <see cref="Transcript"/> and to say where it is; <see cref="Markdown"/> is empty then.</summary>
    public bool ExportsConversation { get; init; }

    /// <summary>Both answers, for hosts that show them side by side; <see cref="Markdown"/> says the same one after the other. Null for other commands.</summary>
    public PromptComparison? Comparison { get; init; }
}
