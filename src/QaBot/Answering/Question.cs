namespace QaBot.Answering;

/// <param name="Text">What was asked, as typed.</param>
public sealed record Question(string Text)
{
    /// <summary>The caller's own name for the question; comes back with the answer.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// Who asks, opaque and unique over all channels; null where nobody is told from another, as on the command line. What a model's tokens are
    /// charged to; never sent to it, nor logged.
    /// </summary>
    public string? User { get; init; }

    /// <summary>The conversation before the question, oldest first.</summary>
    public IReadOnlyList<ConversationTurn> History { get; init; } = [];

    /// <summary>BCP 47 tag of the user's interface, if the channel gave one; never changes how numbers are read or written.</summary>
    public string? Locale { get; init; }

    /// <summary>
    /// Name of the prompt to answer with, without regard to case; null for the configured one. Where no such prompt can be used, the configured
    /// one answers and <see cref="Answer.PromptProblem"/> says why.
    /// </summary>
    public string? Prompt { get; init; }
}
