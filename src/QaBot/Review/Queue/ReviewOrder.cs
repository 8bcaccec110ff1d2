namespace QaBot.Review.Queue;

public enum ReviewOrder
{
    /// <summary>What needs a person most comes first: a user and the checker disagree, a user disliked it, the check's lowest score.</summary>
    Urgency,

    Newest,

    Oldest,
}
