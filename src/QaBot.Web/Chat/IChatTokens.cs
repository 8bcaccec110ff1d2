namespace QaBot.Web.Chat;

/// <summary>Opens conversations for the page, through the local Direct Line or through Azure's.</summary>
public interface IChatTokens
{
    /// <param name="conversationId">One of the visitor's own to go on with; null for a new one. One that is gone is replaced by a new one.</param>
    /// <param name="origin">Where the page comes from: scheme, host and port.</param>
    /// <exception cref="ChatUnavailableException">No token can be had now; the message says why, for the user.</exception>
    Task<ChatToken> GetAsync(Visitor visitor, string? conversationId, Uri origin, CancellationToken cancellationToken);
}
