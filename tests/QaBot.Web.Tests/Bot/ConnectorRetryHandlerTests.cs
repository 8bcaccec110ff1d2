using System.Net;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;
using QaBot.Web.Bot;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot;

public sealed class ConnectorRetryHandlerTests : IDisposable
{
    private const string Message = """{"from":{"type":"typing"},"type":"message","text":"typing"}""";

    private const string Typing = """{"type":"typing"}""";

    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel _channel;
    private readonly BotOptions _options = new();
    private readonly Lazy<ChannelCircuits> _circuits;

    public ConnectorRetryHandlerTests()
    {
        _channel = new Channel(_time);
        _circuits = new(() => new ChannelCircuits(Options.Create(_options), _time));
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _channel.Dispose();
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_channel_that_fails_is_sent_to_again_as_often_as_is_allowed(int status)
    {
        _channel.Answer = () => new HttpResponseMessage((HttpStatusCode)status);

        using var response = await FinishAsync(Send(Message));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(4, _channel.Attempts);
    }

    [Fact]
    public async Task A_channel_out_of_reach_is_sent_to_again()
    {
        _channel.Answer = () => _channel.Attempts < 3 ? throw new HttpRequestException("refused") : new HttpResponseMessage(HttpStatusCode.Created);

        using var response = await FinishAsync(Send(Message));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(3, _channel.Attempts);
    }

    [Fact]
    public async Task A_channel_that_does_not_answer_is_waited_for_once()
    {
        _channel.Hangs = true;
        var began = _time.GetUtcNow();

        await Assert.ThrowsAsync<HttpRequestException>(() => FinishAsync(Send(Message)));

        Assert.Equal(1, _channel.Attempts);
        Assert.True(_time.GetUtcNow() - began >= _options.SendTimeout);
    }

    [Fact]
    public async Task All_attempts_together_take_no_longer_than_one_may()
    {
        _options.SendAttempts = 10;
        _channel.Takes = TimeSpan.FromSeconds(6);
        _channel.Answer = () => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);

        await Assert.ThrowsAsync<HttpRequestException>(() => FinishAsync(Send(Message)));

        Assert.InRange(_channel.Attempts, 2, 3);
    }

    [Fact]
    public async Task A_channel_that_answers_nobody_is_left_alone_and_then_tried_by_one()
    {
        _channel.Hangs = true;
        for (var i = 0; i < ChannelCircuits.LeastFailures; i++)
            await Assert.ThrowsAsync<HttpRequestException>(() => FinishAsync(Send(Message)));

        await Assert.ThrowsAsync<HttpRequestException>(() => Send(Message).WaitAsync(Wait.Limit));
        await Assert.ThrowsAsync<HttpRequestException>(() => Send(Typing).WaitAsync(Wait.Limit));
        Assert.Equal(ChannelCircuits.LeastFailures, _channel.Attempts);
        _time.Advance(ChannelCircuits.Break);
        var probe = Send(Message);
        await Assert.ThrowsAsync<HttpRequestException>(() => Send(Message).WaitAsync(Wait.Limit));
        await Assert.ThrowsAsync<HttpRequestException>(() => FinishAsync(probe));
        Assert.Equal(ChannelCircuits.LeastFailures + 1, _channel.Attempts);

        _channel.Hangs = false;
        _time.Advance(ChannelCircuits.Break);
        foreach (var activity in new[] { Message, Typing, Message })
            (await Send(activity).WaitAsync(Wait.Limit)).Dispose();
    }

    [Fact]
    public async Task A_channel_that_answers_nobody_keeps_nothing_from_the_others()
    {
        _channel.Hangs = true;
        for (var i = 0; i < ChannelCircuits.LeastFailures; i++)
            await Assert.ThrowsAsync<HttpRequestException>(() => FinishAsync(Send(Message)));
        _channel.Hangs = false;

        using var response = await Send(Message, "http://127.0.0.1:81").WaitAsync(Wait.Limit);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_channel_that_refuses_everything_answers()
    {
        _channel.Answer = () => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        _options.SendAttempts = 1;

        for (var i = 0; i < 3 * ChannelCircuits.LeastFailures; i++)
            (await Send(Message).WaitAsync(Wait.Limit)).Dispose();

        Assert.Equal(3 * ChannelCircuits.LeastFailures, _channel.Attempts);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    public async Task Any_other_answer_stands(int status)
    {
        _channel.Answer = () => new HttpResponseMessage((HttpStatusCode)status);

        using var response = await Send(Message).WaitAsync(Wait.Limit);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(1, _channel.Attempts);
    }

    [Theory]
    [InlineData(Typing)]
    [InlineData("""{"text":"so far","type":"typing","entities":[{"type":"streaminfo"}]}""")]
    [InlineData("""{"channelData":{"type":"message"},"type":"trace"}""")]
    public async Task What_is_only_a_courtesy_is_sent_once(string activity)
    {
        _channel.Answer = () => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);

        using var response = await Send(activity).WaitAsync(Wait.Limit);

        Assert.Equal(1, _channel.Attempts);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("date")]
    public async Task A_channel_is_left_alone_as_long_as_it_asks(string retryAfter)
    {
        _channel.Answer = () =>
        {
            var busy = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            busy.Headers.Add("Retry-After", retryAfter == "date" ? _time.GetUtcNow().AddSeconds(3).ToString("r") : retryAfter);
            return busy;
        };
        var sending = Send(Message);

        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(1, _channel.Attempts);
        _time.Advance(TimeSpan.FromSeconds(1.2));
        await Wait.UntilAsync(() => _channel.Attempts == 2);

        (await FinishAsync(sending)).Dispose();
    }

    [Fact]
    public async Task A_channel_that_asks_for_too_long_a_wait_is_not_waited_for()
    {
        _channel.Answer = () =>
        {
            var busy = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            busy.Headers.Add("Retry-After", "11");
            return busy;
        };

        using var response = await Send(Message).WaitAsync(Wait.Limit);

        Assert.Equal(1, _channel.Attempts);
    }

    [Fact]
    public async Task Nothing_is_sent_again_once_the_host_stops()
    {
        _channel.Answer = () => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        await _stopping.CancelAsync();

        using var response = await Send(Message).WaitAsync(Wait.Limit);

        Assert.Equal(1, _channel.Attempts);
    }

    [Fact]
    public async Task One_attempt_is_one()
    {
        _options.SendAttempts = 1;
        _channel.Answer = () => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);

        using var response = await Send(Message).WaitAsync(Wait.Limit);

        Assert.Equal(1, _channel.Attempts);
    }

    private async Task<HttpResponseMessage> Send(string activity, string serviceUrl = "http://127.0.0.1")
    {
        var lifetime = Mock.Of<IHostApplicationLifetime>(host => host.ApplicationStopping == _stopping.Token);
        using var client = new HttpMessageInvoker(new ConnectorRetryHandler(Options.Create(_options), _circuits.Value, _time, lifetime) { InnerHandler = _channel }, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Post, serviceUrl + "/v3/conversations/c/activities") { Content = new StringContent(activity, Encoding.UTF8, "application/json") };
        return await client.SendAsync(request, default);
    }

    private async Task<HttpResponseMessage> FinishAsync(Task<HttpResponseMessage> sending)
    {
        await Wait.UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return sending.IsCompleted;
        });
        return await sending;
    }

    private sealed class Channel(TimeProvider time) : HttpMessageHandler
    {
        private int _attempts;

        public int Attempts => Volatile.Read(ref _attempts);

        public bool Hangs { get; set; }

        public TimeSpan Takes { get; set; }

        public Func<HttpResponseMessage> Answer { get; set; } = () => new HttpResponseMessage(HttpStatusCode.OK);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _attempts);
            if (Hangs)
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            if (Takes > TimeSpan.Zero)
                await Task.Delay(Takes, time, cancellationToken);
            return Answer();
        }
    }
}
