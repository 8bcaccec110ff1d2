using QaBot.DirectLine;

namespace QaBot.Web.Chat;

/// <summary>Opens conversations of the Direct Line in this process.</summary>
public sealed class LocalChatTokens(DirectLineConversations conversations) : IChatTokens
{
    private const string Domain = "/v3/directline";

    public Task<ChatToken> GetAsync(Visitor visitor, string? conversationId, Uri origin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        var known = conversationId is null ? null : conversations.Grant(conversationId, visitor.UserId);
        var grant = known ?? Create(visitor);
        return Task.FromResult(new ChatToken(grant.Token, grant.ConversationId, grant.ExpiresIn, Domain, visitor.UserId, IsNew: known is null));
    }

    private ConversationGrant Create(Visitor visitor) => conversations.TryCreate(visitor.UserId, out var grant, out var retryAfter)
        ? grant
        : throw new ChatUnavailableException(
            StatusCodes.Status429TooManyRequests, FormattableString.Invariant($"Too many people chat at the moment. Please try again in {Math.Ceiling(retryAfter.TotalSeconds)} seconds."))
        {
            RetryAfter = retryAfter,
        };
}
