using System.Net;

namespace QaBot.Http;

/// <summary>Failures of a server that may be over when it is asked again.</summary>
public static class PassingFailure
{
    /// <summary>Whether a server that answers so may take the same request later: it is busy, too slow, or broken.</summary>
    public static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)status >= 500;

    /// <summary>How long the server asks to wait, given in seconds or as a date; zero for a date that is past, null when it does not say.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage? response, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var header = response?.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
