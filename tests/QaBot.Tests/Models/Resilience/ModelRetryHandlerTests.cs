using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using QaBot.Models;
using QaBot.Models.Resilience;
using QaBot.Telemetry;
using QaBot.Tests.Fakes;
using QaBot.Tests.Telemetry;
using static QaBot.Tests.Models.Resilience.FaultyServer;

namespace QaBot.Tests.Models.Resilience;

public sealed class ModelRetryHandlerTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly Instruments _instruments = new(Options.Create(new TelemetryOptions()));
    private readonly ModelResilienceOptions _options = new();
    private readonly Lazy<EndpointPipeline> _pipeline;

    public ModelRetryHandlerTests() =>
        _pipeline = new(() => new EndpointPipeline("chat", _options, _time, _instruments, NullLogger<EndpointPipeline>.Instance));

    public void Dispose() => _instruments.Dispose();

    [Theory]
    [InlineData(HttpStatusCode.RequestTimeout)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task A_passing_failure_is_tried_again_with_the_same_body(HttpStatusCode status)
    {
        using var server = new FaultyServer(Says(status), Says(HttpStatusCode.OK));

        using var response = await FinishAsync(server);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["asked", "asked"], server.Bodies);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Found)]
    public async Task What_the_server_refuses_is_not_tried_again(HttpStatusCode status)
    {
        using var server = new FaultyServer(Says(status));

        using var response = await SendAsync(server);

        Assert.Equal(status, response.StatusCode);
        Assert.Single(server.Bodies);
    }

    [Fact]
    public async Task The_last_failure_stands_when_no_attempt_is_left()
    {
        _options.Retries = 3;
        using var server = new FaultyServer(Says(HttpStatusCode.BadGateway));

        using var response = await FinishAsync(server);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(4, server.Bodies.Count);
    }

    [Fact]
    public async Task Without_retries_one_attempt_is_made()
    {
        _options.Retries = 0;
        using var server = new FaultyServer(Says(HttpStatusCode.BadGateway));

        using var response = await SendAsync(server);

        Assert.Single(server.Bodies);
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again()
    {
        using var server = new FaultyServer(Fails(), Fails(HttpRequestError.ResponseEnded), Says(HttpStatusCode.OK));

        using var response = await FinishAsync(server);

        Assert.Equal(3, server.Bodies.Count);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_not_tried_again()
    {
        using var server = new FaultyServer(Fails(HttpRequestError.SecureConnectionError));

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(server));

        Assert.Single(server.Bodies);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_is_left_alone_as_long_as_it_asks(bool isDate)
    {
        var retryAfter = isDate ? _time.GetUtcNow().AddSeconds(20).ToString("r", CultureInfo.InvariantCulture) : "20";
        using var server = new FaultyServer(Says(HttpStatusCode.TooManyRequests, retryAfter), Says(HttpStatusCode.OK));
        var began = _time.GetUtcNow();

        using var response = await FinishAsync(server);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(_time.GetUtcNow() - began >= TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_server_that_asks_for_more_time_than_is_left_is_not_waited_for()
    {
        using var server = new FaultyServer(Says(HttpStatusCode.TooManyRequests, "3600"));

        using var response = await SendAsync(server);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Single(server.Bodies);
    }

    [Fact]
    public async Task Each_attempt_has_its_time_and_so_have_all()
    {
        (_options.AttemptTimeout, _options.Timeout, _options.Retries) = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(25), 10);
        using var server = Silent();
        var began = _time.GetUtcNow();

        var failure = await Assert.ThrowsAsync<ModelException>(() => FinishAsync(server));

        Assert.Equal(ModelProblemKind.TimedOut, failure.Kind);
        Assert.Contains("25 s", failure.Message, StringComparison.Ordinal);
        Assert.InRange(server.Bodies.Count, 1, 3);
        Assert.True(_time.GetUtcNow() - began >= TimeSpan.FromSeconds(25));
    }

    [Fact]
    public async Task After_so_many_failures_the_server_is_left_alone_and_then_asked_once()
    {
        _options.Retries = 0;
        using var server = new FaultyServer((attempt, _) => Task.FromResult(Says(attempt <= 6 ? HttpStatusCode.InternalServerError : HttpStatusCode.OK)()));
        for (var i = 0; i < 5; i++)
            (await SendAsync(server)).Dispose();

        Assert.Equal(ModelProblemKind.Suspended, (await Assert.ThrowsAsync<ModelException>(() => SendAsync(server))).Kind);
        Assert.Equal(5, server.Bodies.Count);

        _time.Advance(_options.BreakDuration);
        Assert.Equal(HttpStatusCode.InternalServerError, (await SendAsync(server)).StatusCode);
        await Assert.ThrowsAsync<ModelException>(() => SendAsync(server));
        _time.Advance(_options.BreakDuration);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(server)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(server)).StatusCode);
        Assert.Equal(8, server.Bodies.Count);
    }

    [Fact]
    public async Task A_call_whose_failure_opens_the_circuit_ends_with_that_failure()
    {
        _options.BreakAfter = 2;
        _options.Retries = 10;
        using var server = new FaultyServer(Fails());

        await Assert.ThrowsAsync<HttpRequestException>(() => FinishAsync(server));

        Assert.Equal(2, server.Bodies.Count);
    }

    [Fact]
    public async Task A_server_that_limits_its_requests_is_no_broken_one()
    {
        _options.Retries = 0;
        using var server = new FaultyServer(Says(HttpStatusCode.TooManyRequests));

        for (var i = 0; i < 20; i++)
            (await SendAsync(server)).Dispose();

        Assert.Equal(20, server.Bodies.Count);
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_gets_a_cancellation_and_the_circuit_does_not_count_it()
    {
        _options.Retries = 0;
        using var silent = Silent();
        for (var i = 0; i < 20; i++)
        {
            using var stop = new CancellationTokenSource();
            var sending = SendAsync(silent, stop.Token);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        }

        using var server = new FaultyServer(Says(HttpStatusCode.OK));
        using var response = await SendAsync(server);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Giving_up_on_the_request_that_tries_a_failing_server_does_not_close_the_circuit()
    {
        _options.Retries = 0;
        using var broken = new FaultyServer(Fails());
        for (var i = 0; i < 5; i++)
            await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(broken));
        _time.Advance(_options.BreakDuration);
        using var stop = new CancellationTokenSource();
        using var silent = Silent();
        var sending = SendAsync(silent, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);

        var failure = await Assert.ThrowsAsync<ModelException>(() => SendAsync(broken));

        Assert.Equal(ModelProblemKind.Suspended, failure.Kind);
    }

    [Fact]
    public async Task Retries_and_the_circuit_are_counted()
    {
        _options.BreakAfter = 3;
        using var metrics = new MetricsOf(_instruments);
        using var server = new FaultyServer(Says(HttpStatusCode.BadGateway), Fails(), Fails());

        await Assert.ThrowsAsync<HttpRequestException>(() => FinishAsync(server));

        Assert.Equal(1, metrics.Sum("qabot.model.retries", ("qabot.retry.reason", "502"), ("qabot.model.use", "chat")));
        Assert.Equal(1, metrics.Sum("qabot.model.retries", ("qabot.retry.reason", "connection")));
        Assert.Equal(1, metrics.Sum("qabot.model.circuit.changes", ("qabot.circuit.state", "open")));
    }

    private Task<HttpResponseMessage> FinishAsync(HttpMessageHandler server) => _time.UntilDoneAsync(SendAsync(server));

    private async Task<HttpResponseMessage> SendAsync(HttpMessageHandler server, CancellationToken cancellationToken = default)
    {
        using var client = new HttpMessageInvoker(new ModelRetryHandler(_pipeline.Value) { InnerHandler = server }, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://127.0.0.1/v1/chat/completions")
        {
            Content = new StreamContent(new OneWayStream(Encoding.UTF8.GetBytes("asked"))),
        };
        return await client.SendAsync(request, cancellationToken);
    }

    private sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
