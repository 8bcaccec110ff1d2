namespace QaBot.Review.Queue;

/// <summary>What there is to filter by, each sorted.</summary>
public sealed record FilterValues(
    IReadOnlyList<string> Prompts, IReadOnlyList<string> Models, IReadOnlyList<string> Channels, IReadOnlyList<string> Articles, IReadOnlyList<string> Reviewers);
