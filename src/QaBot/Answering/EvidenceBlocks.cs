namespace QaBot.Answering;

/// <summary>What a rendered prompt holds for whoever answers from it.</summary>
/// <param name="Passages">By number.</param>
/// <param name="Question">Null when the prompt has no question block.</param>
/// <param name="Topic">What the conversation was about, when the question does not stand alone.</param>
/// <param name="Translation">The question in the language of the articles, when it is asked in another.</param>
public sealed record EvidenceBlocks(IReadOnlyList<EvidenceBlock> Passages, string? Question, string? Topic, string? Translation)
{
    /// <summary>The question in words that need no conversation, where a model has put it so.</summary>
    public string? Standalone { get; init; }
}

/// <param name="Text">The passage's words; units that XML forbids are replaced, one for one.</param>
public sealed record EvidenceBlock(int Number, string Title, string Text);
