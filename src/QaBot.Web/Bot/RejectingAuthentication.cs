using System.Security.Claims;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.IdentityModel.Tokens;

namespace QaBot.Web.Bot;

/// <summary>
/// Makes every token that is not accepted a 401. The Bot Framework lets a malformed, expired or wrongly signed one out as an exception
/// of the token library, which would be a 500.
/// </summary>
public sealed class RejectingAuthentication(BotFrameworkAuthentication inner) : BotFrameworkAuthentication
{
    private readonly BotFrameworkAuthentication _inner = inner;

    public override Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken) =>
        RejectAsync(() => _inner.AuthenticateRequestAsync(activity, authHeader, cancellationToken));

    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken) =>
        RejectAsync(() => _inner.AuthenticateStreamingRequestAsync(authHeader, channelIdHeader, cancellationToken));

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => _inner.CreateConnectorFactory(claimsIdentity);

    public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) =>
        _inner.CreateUserTokenClientAsync(claimsIdentity, cancellationToken);

    private static async Task<AuthenticateRequestResult> RejectAsync(Func<Task<AuthenticateRequestResult>> authenticate)
    {
        try
        {
            return await authenticate();
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            throw new UnauthorizedAccessException("The token is not accepted.", e);
        }
    }
}
