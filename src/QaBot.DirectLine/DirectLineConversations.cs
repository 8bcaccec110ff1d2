using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace QaBot.DirectLine;

/// <summary>The conversations of this process, in memory. Thread-safe.</summary>
public sealed class DirectLineConversations
{
    internal const int LongestUserId = 200;

    // Somebody may just be opening one that was used later.
    private static readonly TimeSpan ShortestUnusedTime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Conversation> _conversations = new(StringComparer.Ordinal);
    private readonly DirectLineOptions _options;
    private readonly IBotAddress _address;
    private readonly BotDelivery _delivery;
    private readonly LocalTokens _tokens;
    private readonly RateLimits _limits;
    private readonly TimeProvider _time;
    private volatile bool _isClosed;

    internal DirectLineConversations(
        IOptions<DirectLineOptions> options, IBotAddress address, BotDelivery delivery, LocalTokens tokens, RateLimits limits, TimeProvider time) =>
        (_options, _address, _delivery, _tokens, _limits, _time) = (options.Value, address, delivery, tokens, limits, time);

    /// <summary>Conversations that are held now.</summary>
    public int Count => _conversations.Count;

    /// <summary>
    /// Makes a conversation for a user. The bot hears of it when the user's client starts it. When there are as many as may be, the one that
    /// nobody has used for the longest, at least a minute, is removed.
    /// </summary>
    /// <param name="userId">1 to 200 characters, known only to that user's browser.</param>
    /// <param name="retryAfter">When there are too many, how long to wait.</param>
    /// <returns>False when there are too many conversations in use, or too many new ones, or the host stops.</returns>
    /// <exception cref="ArgumentException">The user's id is empty or too long.</exception>
    public bool TryCreate(string userId, [NotNullWhen(true)] out ConversationGrant? grant, out TimeSpan retryAfter)
    {
        var conversation = TryAdd(userId, out retryAfter);
        grant = conversation is null ? null : _tokens.IssueForClient(conversation.Id, userId);
        return grant is not null;
    }

    /// <returns>A new token for a conversation; null when it has ended, or is another user's.</returns>
    public ConversationGrant? Grant(string conversationId, string userId)
    {
        if (Find(conversationId) is not { } conversation || conversation.UserId != userId)
            return null;
        conversation.Touch();
        return _tokens.IssueForClient(conversationId, userId);
    }

    internal Conversation? Find(string conversationId) => _conversations.GetValueOrDefault(conversationId);

    internal Conversation? TryAdd(string userId, out TimeSpan retryAfter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(userId);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(userId.Length, LongestUserId, nameof(userId));
        retryAfter = TimeSpan.Zero;
        if (_limits.TakeConversation() is { } wait)
        {
            retryAfter = wait;
            return null;
        }

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var conversation = new Conversation(id, userId, _options, _address, _delivery, _time);
        if (HasRoom())
            _conversations[id] = conversation;
        // Asked only now: one that was added later would not be ended.
        if (!_isClosed && _conversations.ContainsKey(id))
            return conversation;
        Remove(conversation);
        retryAfter = ShortestUnusedTime;
        return null;
    }

    /// <summary>Removes the conversations that nobody uses any more.</summary>
    /// <returns>How many there were.</returns>
    internal int RemoveIdle() => _conversations.Values.Count(conversation => conversation.UnusedTime() >= _options.IdleTimeout && Remove(conversation));

    /// <summary>Ends every conversation; there are no new ones.</summary>
    internal void Close()
    {
        _isClosed = true;
        foreach (var conversation in _conversations.Values)
            Remove(conversation);
    }

    private bool HasRoom() =>
        _conversations.Count < _options.MaxConversations
        || (_conversations.Values.MaxBy(conversation => conversation.UnusedTime()) is { } unused && unused.UnusedTime() >= ShortestUnusedTime && Remove(unused));

    private bool Remove(Conversation conversation)
    {
        if (!_conversations.TryRemove(conversation.Id, out _))
            return false;
        conversation.Dispose();
        return true;
    }
}
