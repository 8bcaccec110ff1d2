namespace QaBot.Web.Chat;

/// <summary>A browser that chats.</summary>
/// <param name="UserId">Random, and who the bot takes it for; "dl_" is what Direct Line asks such ids to start with.</param>
/// <param name="Conversations">Ids of those that it began, oldest first.</param>
public sealed record Visitor(string UserId, IReadOnlyList<string> Conversations);
