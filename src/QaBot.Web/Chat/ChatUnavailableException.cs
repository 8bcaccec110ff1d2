namespace QaBot.Web.Chat;

/// <summary>There is no chat to be had.</summary>
/// <param name="status">The HTTP status that says so.</param>
public sealed class ChatUnavailableException(int status, string message, Exception? inner = null) : Exception(message, inner)
{
    public int Status { get; } = status;

    /// <summary>When it is worth asking again; null when nobody knows.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
