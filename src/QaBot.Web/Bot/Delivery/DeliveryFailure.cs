using System.Net.Http.Headers;
using Microsoft.Bot.Schema;
using QaBot.Http;

namespace QaBot.Web.Bot.Delivery;

/// <summary>Why a channel did not take a reply.</summary>
public static class DeliveryFailure
{
    /// <summary>
    /// Whether it may take the same reply later: it was busy, broken or out of reach, or the bot's own token could not be had (which the
    /// Bot Framework reports as an <see cref="AggregateException"/>). A channel that refuses the reply itself will refuse it again.
    /// </summary>
    public static bool IsPassing(Exception failure) => failure switch
    {
        ErrorResponseException { Response: { } response } => PassingFailure.IsPassing(response.StatusCode),
        HttpRequestException or TimeoutException or OperationCanceledException or AggregateException => true,
        _ => false,
    };

    /// <returns>How long the channel asks to be left alone; null when it does not say.</returns>
    public static TimeSpan? RetryAfter(Exception failure, DateTimeOffset now)
    {
        if (failure is not ErrorResponseException { Response: { } response } || !RetryConditionHeaderValue.TryParse(HeaderOf(response.Headers), out var header))
            return null;
        return header.Delta ?? header.Date - now;
    }

    /// <summary>For a log line: neither addresses nor what was said.</summary>
    public static string Describe(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var status = (failure as ErrorResponseException)?.Response?.StatusCode;
        return $"{(failure is AggregateException { InnerException: { } inner } ? inner : failure).GetType().Name} {status}".TrimEnd();
    }

    private static string? HeaderOf(IDictionary<string, IEnumerable<string>>? headers) =>
        headers?.FirstOrDefault(header => header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();
}
