using System.Security.Claims;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.IdentityModel.Tokens;

namespace QaBot.Web.Bot;

/// <summary>
/// Makes every token that is not accepted a 401. The Bot Framework lets a malformed, expired or wrongly signed one out as an exception
/// of the token library, which would be a 500.
/// </summary>
/// <remarks>
/// That the issuer's keys cannot be had says nothing about a token. Its sender is told so (<see cref="TokenKeysUnavailableException"/>,
/// 503) and not that the token is bad: a channel that believes its token refused gives the user's message up.
/// </remarks>
public sealed class RejectingAuthentication(
    BotFrameworkAuthentication inner, EmulatorIssuers emulatorIssuers, TimeProvider time, ILogger<RejectingAuthentication> logger) : BotFrameworkAuthentication
{
    // Channels give a turn up after 10 to 15 seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly BotFrameworkAuthentication _inner = inner;

    /// <exception cref="UnauthorizedAccessException">The caller may not.</exception>
    /// <exception cref="TokenKeysUnavailableException">The token cannot be checked now.</exception>
    public override Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken) =>
        RejectAsync(token => _inner.AuthenticateRequestAsync(activity, authHeader, token), cancellationToken);

    /// <inheritdoc cref="AuthenticateRequestAsync"/>
    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken) =>
        RejectAsync(token => _inner.AuthenticateStreamingRequestAsync(authHeader, channelIdHeader, token), cancellationToken);

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => _inner.CreateConnectorFactory(claimsIdentity);

    public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) =>
        _inner.CreateUserTokenClientAsync(claimsIdentity, cancellationToken);

    private async Task<AuthenticateRequestResult> RejectAsync(
        Func<CancellationToken, Task<AuthenticateRequestResult>> authenticate, CancellationToken cancellationToken)
    {
        emulatorIssuers.Restore();
        try
        {
            return await authenticate(cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            throw new UnauthorizedAccessException("The token is not accepted.", e);
        }
        catch (Exception e) when (IsOutOfReach(e) && !cancellationToken.IsCancellationRequested)
        {
            logger.LogError("A token could not be checked, because its issuer's keys cannot be had: {Exception}.", e.GetType().FullName);
            throw new TokenKeysUnavailableException("The keys of the token's issuer cannot be had.", e);
        }
    }

    // The token library's own word for metadata that it could not get is InvalidOperationException.
    private static bool IsOutOfReach(Exception e) =>
        e is InvalidOperationException or HttpRequestException or IOException or TimeoutException or OperationCanceledException;
}
