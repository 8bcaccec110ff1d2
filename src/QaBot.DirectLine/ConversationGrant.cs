namespace QaBot.DirectLine;

/// <summary>A client's right to one conversation, for some time.</summary>
/// <param name="Token">Bearer token of the client; a JWT whose claim <c>user</c> is the user's id.</param>
/// <param name="ExpiresIn">Seconds that the token is good for.</param>
public sealed record ConversationGrant(string ConversationId, string Token, int ExpiresIn);
