using QaBot.Review;

namespace QaBot.Web.Bot;

/// <param name="AnswerId">Of the answer's record, as the client says; null where the client knows only the message.</param>
/// <param name="Comment">In the user's words; null for none.</param>
public sealed record Rating(string? AnswerId, Reaction Reaction, string? Comment = null)
{
    /// <summary>
    /// The channel's id of the message that the answer was delivered as; null where the client knows the answer. A client that knows neither means
    /// the last answer to its user in the conversation.
    /// </summary>
    public string? MessageId { get; init; }

    /// <summary>Null for none.</summary>
    public FeedbackReason? Reason { get; init; }
}
