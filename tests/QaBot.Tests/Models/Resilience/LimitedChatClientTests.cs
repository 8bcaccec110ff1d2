using System.Net;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using QaBot.Models;
using QaBot.Models.Resilience;
using QaBot.Telemetry;
using QaBot.Tests.Fakes;
using QaBot.Tests.Telemetry;
using static QaBot.Tests.Models.Resilience.StagedChatClient;

namespace QaBot.Tests.Models.Resilience;

public sealed class LimitedChatClientTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Instruments _instruments = new(Options.Create(new TelemetryOptions()));
    private readonly ModelResilienceOptions _options = new()
    {
        FirstTokenTimeout = TimeSpan.FromSeconds(40),
        StallTimeout = TimeSpan.FromSeconds(10),
        Timeout = TimeSpan.FromSeconds(50),
    };

    public void Dispose() => _instruments.Dispose();

    [Fact]
    public async Task An_answer_passes_unchanged()
    {
        using var client = Limit(new StagedChatClient((_, _) => Whole(new ChatResponseUpdate(ChatRole.Assistant, ""), Text("a"), Text("b"), Usage(3, 4))));

        var updates = await _time.UntilDoneAsync(ReadAsync(client));
        var response = await _time.UntilDoneAsync(client.GetResponseAsync("?"));

        Assert.Equal(["", "a", "b", ""], updates.Select(update => update.Text));
        Assert.Equal("ab", response.Text);
        Assert.Equal(7, response.Usage!.TotalTokenCount);
    }

    [Fact]
    public async Task The_first_text_may_take_longer_than_the_next()
    {
        using var late = Limit(new StagedChatClient((_, token) => ThenSilence(token)));
        using var stalled = Limit(new StagedChatClient((_, token) => ThenSilence(token, "The library")));

        await FailureAsync(late, ModelProblemKind.TimedOut, _options.FirstTokenTimeout);
        await FailureAsync(stalled, ModelProblemKind.TimedOut, _options.StallTimeout);
    }

    [Fact]
    public async Task A_role_without_text_is_not_the_first_text()
    {
        using var client = Limit(new StagedChatClient((_, token) => ThenSilence(token, "")));

        await FailureAsync(client, ModelProblemKind.TimedOut, _options.FirstTokenTimeout);
    }

    [Fact]
    public async Task An_answer_that_drips_on_ends_with_the_time_of_all()
    {
        using var client = Limit(new StagedChatClient((_, token) => Drip(token)));

        await FailureAsync(client, ModelProblemKind.TimedOut, _options.Timeout);

        async IAsyncEnumerable<ChatResponseUpdate> Drip([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            while (true)
            {
                yield return Text("drip ");
                await Task.Delay(TimeSpan.FromSeconds(5), _time, cancellationToken);
            }
        }
    }

    [Fact]
    public async Task A_call_that_does_not_stream_has_the_time_of_all()
    {
        using var client = Limit(new StagedChatClient((_, token) => ThenSilence(token)));

        var failure = await Assert.ThrowsAsync<ModelException>(() => _time.UntilDoneAsync(client.GetResponseAsync("?")));

        Assert.Equal(ModelProblemKind.TimedOut, failure.Kind);
        Assert.Contains("50 s in all", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stops_an_answer_gets_a_cancellation()
    {
        using var client = Limit(new StagedChatClient((_, token) => ThenSilence(token, "The library")));
        using var stop = new CancellationTokenSource();
        await using var updates = client.GetStreamingResponseAsync("?", cancellationToken: stop.Token).GetAsyncEnumerator();
        Assert.True(await updates.MoveNextAsync());
        var next = updates.MoveNextAsync().AsTask();

        await stop.CancelAsync();

        var stopped = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        Assert.Equal(stop.Token, stopped.CancellationToken);
    }

    [Fact]
    public async Task A_stream_that_breaks_before_any_text_is_begun_again_once()
    {
        using var metrics = new MetricsOf(_instruments);
        var model = new StagedChatClient((call, _) => call == 1 ? ThenFailure(BrokenOff(), Text("")) : Whole(Text(""), Text("done")));
        using var client = Limit(model);

        var updates = await ReadAsync(client);

        Assert.Equal(["", "done"], updates.Select(update => update.Text));
        Assert.Equal(2, model.Calls);
        Assert.Equal(1, metrics.Sum("qabot.model.retries", ("qabot.retry.reason", "stream")));
    }

    [Fact]
    public async Task A_stream_that_breaks_again_is_given_up()
    {
        var model = new StagedChatClient((_, _) => ThenFailure(BrokenOff()));
        using var client = Limit(model);

        await FailureAsync(client, ModelProblemKind.BrokenOff);

        Assert.Equal(2, model.Calls);
    }

    [Fact]
    public async Task A_stream_that_breaks_after_text_came_is_not_begun_again()
    {
        var model = new StagedChatClient((_, _) => ThenFailure(BrokenOff(), Text("The library")));
        using var client = Limit(model);

        await FailureAsync(client, ModelProblemKind.BrokenOff);

        Assert.Equal(1, model.Calls);
    }

    [Fact]
    public async Task Other_failures_pass_as_they_are()
    {
        var model = new StagedChatClient((_, _) => ThenFailure(new ModelException(ModelProblemKind.Unauthorized, "no key")));
        using var client = Limit(model);

        await FailureAsync(client, ModelProblemKind.Unauthorized);

        Assert.Equal(1, model.Calls);
    }

    [Fact]
    public async Task Calls_wait_for_their_turn_and_a_turn_lasts_as_long_as_the_stream()
    {
        (_options.MaxConcurrentCalls, _options.QueuedCalls) = (1, 1);
        var model = new StagedChatClient((_, _) => Whole(Text("a"), Text("b")));
        using var metrics = new MetricsOf(_instruments);
        using var client = Limit(model);
        await using var first = client.GetStreamingResponseAsync("?").GetAsyncEnumerator();
        Assert.True(await first.MoveNextAsync());

        var second = ReadAsync(client);
        await FailureAsync(client, ModelProblemKind.Busy);

        Assert.Equal(1, metrics.Observe("qabot.model.queue.length"));
        Assert.Equal(1, model.Calls);
        await first.DisposeAsync();
        Assert.Equal(2, (await second.WaitAsync(FastForward.Limit)).Count);
        Assert.Equal(0, metrics.Observe("qabot.model.queue.length"));
    }

    [Fact]
    public async Task A_call_whose_turn_does_not_come_in_time_says_that_the_model_is_busy()
    {
        _options.MaxConcurrentCalls = 1;
        using var client = Limit(new StagedChatClient((_, token) => ThenSilence(token, "a")));
        await using var first = client.GetStreamingResponseAsync("?").GetAsyncEnumerator();
        Assert.True(await first.MoveNextAsync());

        await FailureAsync(client, ModelProblemKind.Busy, _options.Timeout);
    }

    [Fact]
    public async Task A_turn_comes_back_after_every_end()
    {
        (_options.MaxConcurrentCalls, _options.QueuedCalls) = (1, 0);
        using var client = Limit(new StagedChatClient((call, token) => call switch
        {
            1 => ThenFailure(new ModelException(ModelProblemKind.ServerFailed, "500")),
            2 => ThenSilence(token, "a"),
            3 => ThenSilence(token, "b"),
            _ => Whole(Text("c")),
        }));

        await FailureAsync(client, ModelProblemKind.ServerFailed);
        await FailureAsync(client, ModelProblemKind.TimedOut);
        await foreach (var _ in client.GetStreamingResponseAsync("?"))
            break;

        Assert.Equal("c", Assert.Single(await ReadAsync(client)).Text);
    }

    [Fact]
    public async Task Streams_that_stall_again_and_again_suspend_the_endpoint()
    {
        _options.BreakAfter = 2;
        var endpoint = NewEndpoint();
        using var client = new LimitedChatClient(new StagedChatClient((_, token) => ThenSilence(token)), _options, endpoint, _time, _instruments);

        for (var i = 0; i < 2; i++)
            await FailureAsync(client, ModelProblemKind.TimedOut);

        var failure = await Assert.ThrowsAsync<ModelException>(() => endpoint.SendAsync(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)), default));
        Assert.Equal(ModelProblemKind.Suspended, failure.Kind);
    }

    private static ModelException BrokenOff() => new(ModelProblemKind.BrokenOff, "broken off");

    private static async Task<List<ChatResponseUpdate>> ReadAsync(IChatClient client)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in client.GetStreamingResponseAsync("?"))
            updates.Add(update);
        return updates;
    }

    private EndpointPipeline NewEndpoint() => new("chat", _options, _time, _instruments, NullLogger<EndpointPipeline>.Instance);

    private LimitedChatClient Limit(IChatClient model) => new(model, _options, NewEndpoint(), _time, _instruments);

    /// <param name="limit">What ended it, as its message says.</param>
    private async Task FailureAsync(IChatClient client, ModelProblemKind kind, TimeSpan? limit = null)
    {
        var began = _time.GetUtcNow();
        var failure = await Assert.ThrowsAsync<ModelException>(() => _time.UntilDoneAsync(ReadAsync(client)));
        Assert.Equal(kind, failure.Kind);
        if (limit is not { } time)
            return;
        Assert.Contains(FormattableString.Invariant($" {time.TotalSeconds} s"), failure.Message, StringComparison.Ordinal);
        Assert.True(_time.GetUtcNow() - began >= time);
    }
}
