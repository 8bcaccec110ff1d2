using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace QaBot.Web.Bot;

/// <summary>
/// Channels that answer nobody, so that turns do not wait for them one after the other: where most of the latest activities had no answer,
/// none is sent for a while, and then one to see. What has to arrive goes to the outbox meanwhile. Thread-safe.
/// </summary>
public sealed class ChannelCircuits(IOptions<BotOptions> options, TimeProvider time)
{
    /// <summary>How long a channel that answers nobody is left alone.</summary>
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(15);

    /// <summary>So many must have had no answer, so that one that was lost does not count for all.</summary>
    public const int LeastFailures = 3;

    private static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(30);

    // Where anybody may post, anybody may name an address.
    private const int MostChannels = 256;

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, Circuit> _circuits = [];

    /// <summary>Of the server of an address; its answers count whatever they say.</summary>
    internal Circuit Of(Uri? address)
    {
        var server = address is { IsAbsoluteUri: true } ? address.GetLeftPart(UriPartial.Authority) : "";
        lock (_lock)
        {
            if (!_circuits.Remove(server, out var circuit))
                circuit = NewCircuit();
            _circuits.Add(server, circuit);
            if (_circuits.Count > MostChannels)
                _circuits.RemoveAt(0);
            return circuit;
        }
    }

    private Circuit NewCircuit()
    {
        var state = new CircuitBreakerStateProvider();
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }.AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
        {
            FailureRatio = 0.5,
            MinimumThroughput = LeastFailures,
            SamplingDuration = Window(options.Value.SendTimeout),
            BreakDuration = Break,
            StateProvider = state,
            // Whoever gave up waiting had no answer either.
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is TimeoutRejectedException or OperationCanceledException),
        }).Build();
        return new Circuit(pipeline, state);
    }

    // Long enough for as many as it takes one after the other, short enough to forget soon what was answered before.
    private static TimeSpan Window(TimeSpan timeout) => timeout * (LeastFailures + 1) is var window && window > ShortestWindow ? window : ShortestWindow;

    /// <param name="Pipeline">For what shows whether the channel answers.</param>
    internal sealed record Circuit(ResiliencePipeline<HttpResponseMessage> Pipeline, CircuitBreakerStateProvider State)
    {
        public bool IsOpen => State.CircuitState != CircuitState.Closed;
    }
}
