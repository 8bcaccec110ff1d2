using System.Net;
using Microsoft.Extensions.Options;

namespace QaBot.Web.Bot;

/// <summary>
/// Sends to a channel again, after a growing wait, when it was busy, broken, out of reach or did not answer in time. The Bot Framework
/// sends once only. An answer can so arrive twice where a channel took it and failed to say so; that is better than never.
/// </summary>
public sealed class ConnectorRetryHandler(IOptions<BotOptions> options, TimeProvider time) : DelegatingHandler
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly BotOptions _options = options.Value;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var wait = _options.SendRetryDelay * Math.Pow(2, attempt - 1);
            try
            {
                var response = await SendOnceAsync(request, cancellationToken);
                if (attempt == _options.SendAttempts || !IsPassing(response.StatusCode))
                    return response;
                wait = RetryAfter(response) ?? wait;
                response.Dispose();
            }
            catch (HttpRequestException) when (attempt < _options.SendAttempts)
            {
            }

            await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.SendTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await base.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"The channel did not answer within {_options.SendTimeout}.", e);
        }
    }

    private static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)status >= 500;

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
