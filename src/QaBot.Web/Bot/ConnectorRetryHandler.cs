using System.Text.Json;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using QaBot.Http;

namespace QaBot.Web.Bot;

/// <summary>
/// Sends to a channel again, after a growing wait with jitter, when it was busy, broken or out of reach; the Bot Framework sends once only.
/// All of it takes <see cref="BotOptions.SendTimeout"/> at the most, because a turn waits for it: the rest is up to the outbox. An answer can so
/// arrive twice where a channel took it and failed to say so; that is better than never.
/// </summary>
/// <remarks>
/// Only what has to arrive is sent again: the typing indicator and the parts of a streamed answer, which are "typing" activities too, are
/// worth nothing a second later, and nothing to a channel that answers nobody. Once the host stops, nothing is: what did not arrive is kept for its next start.
/// </remarks>
public sealed class ConnectorRetryHandler : DelegatingHandler
{
    /// <summary>The longest wait between two attempts. Who asks for more is not asked again here.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly BotOptions _options;
    private readonly ChannelCircuits _circuits;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private readonly ResiliencePipeline<HttpResponseMessage> _once;
    private readonly ResiliencePipeline<HttpResponseMessage> _again;

    public ConnectorRetryHandler(IOptions<BotOptions> options, ChannelCircuits circuits, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(lifetime);
        (_options, _circuits, _time, _stopping) = (options.Value, circuits, time, lifetime.ApplicationStopping);
        _once = NewPipeline().Build();
        _again = _options.SendAttempts == 1 ? _once : NewPipeline().AddRetry(Retries()).Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var circuit = _circuits.Of(request.RequestUri);
        try
        {
            if (await HasToArriveAsync(request, cancellationToken))
                return await circuit.Pipeline.ExecuteAsync(async outer => await _again.ExecuteAsync(async token => await base.SendAsync(request, token), outer), cancellationToken);
            return circuit.IsOpen
                ? throw new HttpRequestException("The channel answers nobody.")
                : await _once.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken);
        }
        catch (TimeoutRejectedException e)
        {
            throw new HttpRequestException($"The channel did not answer within {_options.SendTimeout}.", e);
        }
        catch (BrokenCircuitException e)
        {
            throw new HttpRequestException("The channel answers nobody.", e);
        }
    }

    private ResiliencePipelineBuilder<HttpResponseMessage> NewPipeline() =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = _time }.AddTimeout(_options.SendTimeout);

    private RetryStrategyOptions<HttpResponseMessage> Retries() => new()
    {
        MaxRetryAttempts = _options.SendAttempts - 1,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = _options.SendRetryDelay,
        MaxDelay = LongestWait,
        ShouldHandle = attempt => ValueTask.FromResult(IsPassing(attempt.Outcome)),
        DelayGenerator = attempt => ValueTask.FromResult(PassingFailure.RetryAfter(attempt.Outcome.Result, _time)),
    };

    private bool IsPassing(Outcome<HttpResponseMessage> outcome)
    {
        if (_stopping.IsCancellationRequested)
            return false;
        return outcome.Result is { } response
            ? PassingFailure.IsPassing(response.StatusCode) && !(PassingFailure.RetryAfter(response, _time) > LongestWait)
            : outcome.Exception is HttpRequestException;
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
