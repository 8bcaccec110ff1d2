namespace QaBot.DirectLine;

/// <summary>What came of reading a client's token.</summary>
/// <param name="ConversationId">The conversation that it is for; null when the token is not accepted.</param>
/// <param name="IsExpired">The token was good and has run out.</param>
internal readonly record struct TokenReading(string? ConversationId, bool IsExpired);
