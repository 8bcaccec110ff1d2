namespace QaBot.Review;

/// <summary>What a user finds of an answer, beyond liking it.</summary>
public enum FeedbackReason
{
    /// <summary>It says what the sources say.</summary>
    Accurate,

    /// <summary>It is not true.</summary>
    Wrong,

    /// <summary>A cited quote does not say what it is cited for.</summary>
    CitationDoesNotSupport,

    /// <summary>Something that the sources say is not in it.</summary>
    Missing,
}
