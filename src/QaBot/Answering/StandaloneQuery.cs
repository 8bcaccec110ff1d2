namespace QaBot.Answering;

/// <summary>A question made ready for searching.</summary>
/// <param name="Question">What was asked, as typed, without the words that only name a source.</param>
/// <param name="Topic">Words of the conversation that the question leans on; null when it stands alone.</param>
public sealed record StandaloneQuery(string Question, string? Topic = null)
{
    /// <summary>
    /// Whether the question only looks as if it leaned on the conversation: it is short, or begins as a continuation, but no pronoun in it
    /// points back. Then the articles tell; see <see cref="TopicChoice"/>.
    /// </summary>
    public bool MayStandAlone { get; init; }

    /// <summary>Names of the only articles to search; null for all.</summary>
    public IReadOnlySet<string>? Articles { get; init; }

    /// <summary>
    /// The question in the words of the articles: in their language, as far as words can be looked up, with misspelt words put right, and without
    /// what <see cref="AskedPart"/> and <see cref="QuestionFrame"/> leave out; empty when nothing is asked,
    /// null when it is in their words.
    /// </summary>
    public string? Translation { get; init; }

    /// <summary>Whether it asks what several sources say.</summary>
    public bool AsksSeveralSources { get; init; }

    /// <summary>The question in words that need no conversation, as a model or <see cref="FollowUpResolver"/> has put it; null when neither did, and then the topic stands for it.</summary>
    public string? Standalone { get; init; }

    /// <summary>The question as the articles are compared with it, without the topic.</summary>
    public string Wording => Translation ?? Standalone ?? Question;

    /// <summary>What is searched.</summary>
    public string Text => Topic is null ? Wording : $"{Wording} {Topic}";
}
