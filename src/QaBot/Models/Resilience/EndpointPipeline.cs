using System.Globalization;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using QaBot.Http;
using QaBot.Telemetry;

namespace QaBot.Models.Resilience;

/// <summary>
/// How requests reach one model endpoint: with a time-out, again after a passing failure, and for a while not at all when it fails again and
/// again. One for each endpoint, since the circuit is what it remembers. Thread-safe.
/// </summary>
/// <remarks>
/// Sent again are requests that were answered by 408, 429 or 5xx, not at all, or too late; never those that the server refused. The circuit
/// counts 5xx, broken connections and time-outs: a server that says 429 works, and says itself when it may be asked again.
/// </remarks>
public sealed class EndpointPipeline
{
    private static readonly TimeSpan s_longestBackOff = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_shortestWindow = TimeSpan.FromSeconds(30);
    private static readonly ResiliencePropertyKey<long> s_started = new("started");

    private readonly string _name;
    private readonly ModelResilienceOptions _options;
    private readonly TimeProvider _time;
    private readonly Instruments _instruments;
    private readonly ILogger _logger;
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline<HttpResponseMessage> _circuit;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    /// <param name="name">What the endpoint is for, in a word: messages and metrics name it by it.</param>
    public EndpointPipeline(string name, ModelResilienceOptions options, TimeProvider time, Instruments instruments, ILogger<EndpointPipeline> logger)
    {
        (_name, _options, _time, _instruments, _logger) = (name, options, time, instruments, logger);
        _circuit = NewBuilder().AddCircuitBreaker(Circuit()).Build();
        var pipeline = NewBuilder().AddTimeout(options.Timeout);
        if (options.Retries > 0)
            pipeline.AddRetry(Retries());
        _pipeline = pipeline.AddPipeline(_circuit).AddTimeout(options.AttemptTimeout).Build();
    }

    /// <param name="send">Sends the request once, and can do so again; ends with the response's headers.</param>
    /// <returns>The last attempt's response, whatever its status.</returns>
    /// <exception cref="ModelException">It took too long, or the circuit is open.</exception>
    /// <exception cref="HttpRequestException">There was no connection, or it broke.</exception>
    public async Task<HttpResponseMessage> SendAsync(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(send);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(s_started, _time.GetTimestamp());
        try
        {
            return await _pipeline.ExecuteAsync(static async (context, send) => await send(context.CancellationToken), context, send);
        }
        catch (TimeoutRejectedException e)
        {
            throw new ModelException(ModelProblemKind.TimedOut, $"The {_name} model's server did not answer within {Seconds.Of(e.Timeout)}.", e);
        }
        catch (BrokenCircuitException e)
        {
            throw new ModelException(ModelProblemKind.Suspended, $"The {_name} model failed {_options.BreakAfter} times or more lately; it is asked again in {Seconds.Of(e.RetryAfter ?? _options.BreakDuration)} at the latest.", e);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Tells the circuit of a response that began and then did not go on.</summary>
    internal async ValueTask ReportStallAsync()
    {
        var context = ResilienceContextPool.Shared.Get(CancellationToken.None);
        await _circuit.ExecuteOutcomeAsync(
            static (_, _) => ValueTask.FromResult(Outcome.FromException<HttpResponseMessage>(new TimeoutRejectedException())), context, (object?)null);
        ResilienceContextPool.Shared.Return(context);
    }

    private ResiliencePipelineBuilder<HttpResponseMessage> NewBuilder() => new() { TimeProvider = _time };

    private RetryStrategyOptions<HttpResponseMessage> Retries() => new()
    {
        MaxRetryAttempts = _options.Retries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = _options.RetryDelay,
        MaxDelay = s_longestBackOff,
        ShouldHandle = attempt => ValueTask.FromResult(IsWorthAnother(attempt.Outcome, attempt.Context)),
        DelayGenerator = attempt => ValueTask.FromResult(PassingFailure.RetryAfter(attempt.Outcome.Result, _time)),
        OnRetry = attempt =>
        {
            _instruments.CountRetry(_name, Reason(attempt.Outcome));
            return ValueTask.CompletedTask;
        },
    };

    private CircuitBreakerStrategyOptions<HttpResponseMessage> Circuit() => new()
    {
        FailureRatio = 0.5,
        MinimumThroughput = _options.BreakAfter,
        SamplingDuration = Window(_options.AttemptTimeout * (_options.BreakAfter + 1)),
        BreakDuration = _options.BreakDuration,
        StateProvider = _state,
        ShouldHandle = attempt => ValueTask.FromResult(IsFailure(attempt.Outcome)),
        OnOpened = opened =>
        {
            _logger.LogWarning("The {Model} model fails again and again; it is not asked for {Time}.", _name, opened.BreakDuration);
            return Changed("open");
        },
        OnHalfOpened = _ => Changed("half_open"),
        OnClosed = _ =>
        {
            _logger.LogInformation("The {Model} model answers again.", _name);
            return Changed("closed");
        },
    };

    // Long enough for as many time-outs as it takes, one after the other.
    private static TimeSpan Window(TimeSpan needed) => needed > s_shortestWindow ? needed : s_shortestWindow;

    private ValueTask Changed(string state)
    {
        _instruments.CountCircuitChange(_name, state);
        return ValueTask.CompletedTask;
    }

    private bool IsWorthAnother(Outcome<HttpResponseMessage> outcome, ResilienceContext context)
    {
        if (_state.CircuitState != CircuitState.Closed)
            return false;
        if (outcome.Result is not { } response)
            return IsPassing(outcome.Exception);
        var left = _options.Timeout - _time.GetElapsedTime(context.Properties.GetValue(s_started, 0));
        return PassingFailure.IsPassing(response.StatusCode) && !(PassingFailure.RetryAfter(response, _time) >= left);
    }

    private bool IsFailure(Outcome<HttpResponseMessage> outcome) => outcome.Result is { } response
        ? (int)response.StatusCode >= 500
        : outcome.Exception is HttpRequestException or TimeoutRejectedException
            // Whoever breaks off the one request that is to show whether the server works has not shown that it does.
            || (outcome.Exception is OperationCanceledException && _state.CircuitState == CircuitState.HalfOpen);

    /// <summary>A certificate that is not trusted now is not trusted in a second either.</summary>
    private static bool IsPassing(Exception? failure) =>
        failure is TimeoutRejectedException or HttpRequestException { HttpRequestError: not HttpRequestError.SecureConnectionError };

    private static string Reason(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Result: { } response } => ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture),
        { Exception: TimeoutRejectedException } => "timeout",
        _ => "connection",
    };
}
