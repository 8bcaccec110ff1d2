using QaBot.Review;

namespace QaBot.Web.Bot;

/// <param name="AnswerId">Of the answer's record, as the client says.</param>
/// <param name="Comment">In the user's words; null for none.</param>
public sealed record Rating(string AnswerId, Reaction Reaction, string? Comment = null);
