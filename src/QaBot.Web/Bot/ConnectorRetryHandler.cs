using System.Net;
using System.Text.Json;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace QaBot.Web.Bot;

/// <summary>
/// Sends to a channel again, after a growing wait with jitter, when it was busy, broken, out of reach or did not answer in time. The Bot
/// Framework sends once only. An answer can so arrive twice where a channel took it and failed to say so; that is better than never.
/// </summary>
/// <remarks>
/// Only what has to arrive is sent again: the typing indicator and the parts of a streamed answer, which are "typing" activities too, are
/// worth nothing a second later. Once the host stops, nothing is: what did not arrive is kept for its next start.
/// </remarks>
public sealed class ConnectorRetryHandler : DelegatingHandler
{
    /// <summary>The longest wait between two attempts. Who asks for more is not asked again here.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly BotOptions _options;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private readonly ResiliencePipeline<HttpResponseMessage> _once;
    private readonly ResiliencePipeline<HttpResponseMessage> _again;

    public ConnectorRetryHandler(IOptions<BotOptions> options, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(lifetime);
        (_options, _time, _stopping) = (options.Value, time, lifetime.ApplicationStopping);
        _once = NewPipeline().AddTimeout(_options.SendTimeout).Build();
        _again = _options.SendAttempts == 1 ? _once : NewPipeline().AddRetry(Retries()).AddTimeout(_options.SendTimeout).Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pipeline = await HasToArriveAsync(request, cancellationToken) ? _again : _once;
        try
        {
            return await pipeline.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken);
        }
        catch (TimeoutRejectedException e)
        {
            throw new HttpRequestException($"The channel did not answer within {_options.SendTimeout}.", e);
        }
    }

    private ResiliencePipelineBuilder<HttpResponseMessage> NewPipeline() => new() { TimeProvider = _time };

    private RetryStrategyOptions<HttpResponseMessage> Retries() => new()
    {
        MaxRetryAttempts = _options.SendAttempts - 1,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = _options.SendRetryDelay,
        MaxDelay = LongestWait,
        ShouldHandle = attempt => ValueTask.FromResult(IsPassing(attempt.Outcome)),
        DelayGenerator = attempt => ValueTask.FromResult(RetryAfter(attempt.Outcome.Result)),
    };

    private bool IsPassing(Outcome<HttpResponseMessage> outcome)
    {
        if (_stopping.IsCancellationRequested)
            return false;
        return outcome.Result is { } response
            ? IsPassing(response.StatusCode) && !(RetryAfter(response) > LongestWait)
            : outcome.Exception is HttpRequestException or TimeoutRejectedException;
    }

    /// <summary>Whether a channel that answers so may take the same activity later.</summary>
    internal static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)status >= 500;

    private TimeSpan? RetryAfter(HttpResponseMessage? response)
    {
        var header = response?.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - _time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static async Task<bool> HasToArriveAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Content is not { } content || TypeOf(await content.ReadAsByteArrayAsync(cancellationToken)) is not (ActivityTypes.Typing or ActivityTypes.Trace);

    private static string? TypeOf(byte[] activity)
    {
        try
        {
            var json = new Utf8JsonReader(activity);
            while (json.Read())
            {
                if (json.CurrentDepth == 1 && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("type"u8))
                    return json.Read() && json.TokenType == JsonTokenType.String ? json.GetString() : null;
            }
        }
        catch (JsonException)
        {
            // Not an activity: no concern of this class.
        }

        return null;
    }
}
