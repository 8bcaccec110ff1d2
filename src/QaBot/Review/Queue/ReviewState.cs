namespace QaBot.Review.Queue;

/// <summary>How far the review of an answer is.</summary>
public enum ReviewState
{
    /// <summary>Nobody has given the answer a verdict.</summary>
    Open,

    /// <summary>Somebody has.</summary>
    Reviewed,

    /// <summary>Somebody had, and an article has changed under it.</summary>
    Reopened,

    /// <summary>Reviewers disagree, and nobody has adjudicated.</summary>
    Disputed,
}
