namespace QaBot.Models;

/// <summary>What may go wrong when a model is asked.</summary>
public enum ModelProblemKind
{
    /// <summary>A setting is missing or makes no sense.</summary>
    Misconfigured,

    /// <summary>The server does not accept the key, or wants one (401, 403).</summary>
    Unauthorized,

    /// <summary>The server has no such model, or no such address (404).</summary>
    NotFound,

    /// <summary>The server takes no more requests for now (429).</summary>
    RateLimited,

    /// <summary>The server failed (5xx).</summary>
    ServerFailed,

    /// <summary>Any other refusal of the request (4xx).</summary>
    Rejected,

    /// <summary>No connection: refused, reset, or no such host.</summary>
    Unreachable,

    /// <summary>The connection cannot be made secure: the certificate is not trusted, or the server speaks no TLS.</summary>
    InsecureConnection,

    /// <summary>It took too long to answer, or stalled within the answer.</summary>
    TimedOut,

    /// <summary>The stream ended before the answer did.</summary>
    BrokenOff,

    /// <summary>What came is not the protocol, or empty.</summary>
    Malformed,

    /// <summary>The prompt is longer than the model takes.</summary>
    PromptTooLong,

    /// <summary>The answer is longer than QaBot takes.</summary>
    AnswerTooLong,

    /// <summary>The server's content filter withheld the answer.</summary>
    Filtered,

    /// <summary>It failed so often lately that it is not asked for a while.</summary>
    Suspended,

    /// <summary>Too many calls are under way and waiting.</summary>
    Busy,

    /// <summary>The user has had today's tokens.</summary>
    OverBudget,

    /// <summary>Anything else.</summary>
    Unknown,
}
