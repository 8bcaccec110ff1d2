namespace QaBot.Answering;

/// <summary>A question that might be asked next, before it is tried.</summary>
/// <param name="Question">As it would be offered.</param>
/// <param name="Thing">What the answer must speak of; null for a summary.</param>
/// <param name="Article">The only article that the answer may come from; null for any.</param>
/// <param name="IsWhoIs">Whether the answer must say who someone is.</param>
internal sealed record FollowUpCandidate(string Question, FollowUpName? Thing, string? Article = null, bool IsWhoIs = false);
