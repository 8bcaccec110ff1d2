namespace QaBot.Evaluation.Sets;

/// <param name="Article">Name of the article.</param>
/// <param name="Text">As it stands there.</param>
public sealed record DraftEvidence(string Article, string Text);
