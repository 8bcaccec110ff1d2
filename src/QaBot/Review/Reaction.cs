namespace QaBot.Review;

/// <summary>What a user thinks of an answer.</summary>
public enum Reaction
{
    Like,
    Dislike,
}
