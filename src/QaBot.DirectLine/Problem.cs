using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace QaBot.DirectLine;

/// <summary>Why a request is refused, as Direct Line's error bodies say it.</summary>
/// <param name="Code">One word for programs.</param>
/// <param name="Message">One sentence for people.</param>
internal sealed record Problem(int Status, string Code, string Message) : IResult
{
    public static Problem NoToken { get; } = new(StatusCodes.Status401Unauthorized, "Unauthorized", "The request has no bearer token.");

    public static Problem WrongConversation { get; } = new(StatusCodes.Status403Forbidden, "BadArgument", "The token is for another conversation.");

    public static Problem NoConversation { get; } = new(StatusCodes.Status404NotFound, "BadArgument", "The conversation does not exist or has ended.");

    public static Problem NoActivity { get; } = new(StatusCodes.Status404NotFound, "BadArgument", "The activity does not exist or is no longer kept.");

    /// <summary>Sent as Retry-After, in whole seconds, rounded up.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>The stock client takes a 403 for a token that has run out, and waits for a new one.</summary>
    public static Problem BadToken(TokenReading reading) => reading.IsExpired
        ? new(StatusCodes.Status403Forbidden, "TokenExpired", "The token has expired.")
        : new(StatusCodes.Status403Forbidden, "BadArgument", "The token is not accepted.");

    public static Problem BadArgument(string message) => new(StatusCodes.Status400BadRequest, "BadArgument", message);

    public static Problem TooMany(string what, TimeSpan retryAfter) =>
        new(StatusCodes.Status429TooManyRequests, "TooManyRequests", $"Too many {what}; try again later.") { RetryAfter = retryAfter };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (Status == StatusCodes.Status401Unauthorized)
            response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        if (RetryAfter is { } wait)
            response.Headers[HeaderNames.RetryAfter] = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return response.WriteAsJsonAsync(new { error = new { code = Code, message = Message } }, httpContext.RequestAborted);
    }
}
