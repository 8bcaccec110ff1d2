namespace QaBot.Retrieval;

/// <summary>What the selection of evidence did with a retrieved passage.</summary>
public enum PassageFate
{
    /// <summary>A piece of evidence of its own.</summary>
    Evidence,

    /// <summary>Part of a piece of evidence, together with passages that it touches.</summary>
    Merged,

    /// <summary>Its article had its share of the places already, and passages of other articles took the rest.</summary>
    ArticleHasItsShare,

    /// <summary>All places were taken by better passages.</summary>
    NoPlaceLeft,

    /// <summary>It has more tokens than were left.</summary>
    NoTokensLeft,

    /// <summary>Of articles that are too long to be taken whole, for a summary, passages at even distances are taken; this lay between two.</summary>
    PassedOver,
}
