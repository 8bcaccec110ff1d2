using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using Moq;
using QaBot.Web.Bot;
using QaBot.Web.Tests.Http;

namespace QaBot.Web.Tests.Bot;

public sealed class RejectingAuthenticationTests
{
    private readonly FakeTimeProvider _time = new();

    public static TheoryData<Exception> Rejections =>
    [
        new UnauthorizedAccessException(), new ArgumentException("malformed"), new SecurityTokenException("expired"), new SecurityTokenMalformedException("three parts"),
    ];

    public static TheoryData<Exception> Outages =>
    [
        new InvalidOperationException("IDX20803"), new HttpRequestException("refused"), new IOException("broken off"), new TimeoutException(), new TaskCanceledException("a time-out of its own"),
    ];

    [Theory]
    [MemberData(nameof(Rejections), DisableDiscoveryEnumeration = true)]
    public async Task What_is_wrong_with_a_token_makes_its_sender_unauthorized(Exception failure) =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => AuthenticateAsync(Task.FromException<AuthenticateRequestResult>(failure)));

    [Theory]
    [MemberData(nameof(Outages), DisableDiscoveryEnumeration = true)]
    public async Task What_is_wrong_with_the_issuers_server_does_not(Exception failure) =>
        await Assert.ThrowsAsync<TokenKeysUnavailableException>(() => AuthenticateAsync(Task.FromException<AuthenticateRequestResult>(failure)));

    [Fact]
    public async Task A_server_that_hangs_is_not_waited_for()
    {
        var authenticating = AuthenticateAsync(new TaskCompletionSource<AuthenticateRequestResult>().Task);
        Assert.False(authenticating.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(9));

        await Assert.ThrowsAsync<TokenKeysUnavailableException>(() => authenticating.WaitAsync(Wait.Limit));
    }

    [Fact]
    public async Task A_request_that_is_broken_off_stays_so()
    {
        using var gone = new CancellationTokenSource();
        var authenticating = AuthenticateAsync(new TaskCompletionSource<AuthenticateRequestResult>().Task, gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => authenticating.WaitAsync(Wait.Limit));
    }

    private async Task<AuthenticateRequestResult> AuthenticateAsync(Task<AuthenticateRequestResult> outcome, CancellationToken cancellationToken = default)
    {
        var inner = new Mock<BotFrameworkAuthentication>();
        inner.Setup(framework => framework.AuthenticateRequestAsync(It.IsAny<Activity>(), It.IsAny<string>(), It.IsAny<CancellationToken>())).Returns(outcome);
        var authentication = new RejectingAuthentication(inner.Object, new EmulatorIssuers(new AppRegistration(null, null)), _time, NullLogger<RejectingAuthentication>.Instance);
        return await authentication.AuthenticateRequestAsync(new Activity(), "Bearer x", cancellationToken);
    }
}
