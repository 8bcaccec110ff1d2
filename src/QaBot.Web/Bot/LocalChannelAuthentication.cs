using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using QaBot.DirectLine;
using QaBot.Web.Chat;

namespace QaBot.Web.Bot;

/// <summary>
/// Lets the web chat of this very process talk to the bot beside any other channel, whatever app id is set. What claims to come from it
/// must carry a token that this process signed; what is sent to it carries one too, and never credentials of the bot's app.
/// </summary>
/// <remarks>
/// The service address decides: this server's own is the local channel's and nobody else's. A token of the local channel is worth
/// nothing with another address, and no other token opens the local channel.
/// </remarks>
public sealed class LocalChannelAuthentication(BotFrameworkAuthentication inner, LocalAddress address, LocalTokens tokens, LocalChannelClients clients)
    : BotFrameworkAuthentication
{
    private const string AuthenticationType = "QaBotLocalChannel";

    private readonly BotFrameworkAuthentication _inner = inner;
    private readonly BotFrameworkAuthentication _local = new ConfigurationBotFrameworkAuthentication(
        new ConfigurationBuilder().Build(), new LocalChannelCredentialsFactory(address, tokens), httpClientFactory: clients);

    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activity);
        if (!address.IsOwn(activity.ServiceUrl))
            return await _inner.AuthenticateRequestAsync(activity, authHeader, cancellationToken);
        if (BearerOf(authHeader) is not { } token || !await tokens.IsForBotAsync(token, address.Value))
            throw new UnauthorizedAccessException("The service address is this server's own, and the request does not come from it.");
        // The audience stands where the SDK looks for the bot's app id: here there is none.
        var identity = new ClaimsIdentity([new Claim(AuthenticationConstants.AudienceClaim, "")], AuthenticationType);
        return new AuthenticateRequestResult { ClaimsIdentity = identity, ConnectorFactory = CreateConnectorFactory(identity) };
    }

    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken) =>
        _inner.AuthenticateStreamingRequestAsync(authHeader, channelIdHeader, cancellationToken);

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => new ByAddress(
        address, _local.CreateConnectorFactory(claimsIdentity), IsLocal(claimsIdentity) ? null : _inner.CreateConnectorFactory(claimsIdentity));

    public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) =>
        (IsLocal(claimsIdentity) ? _local : _inner).CreateUserTokenClientAsync(claimsIdentity, cancellationToken);

    private static bool IsLocal(ClaimsIdentity identity) => identity.AuthenticationType == AuthenticationType;

    private static string? BearerOf(string? header) =>
        AuthenticationHeaderValue.TryParse(header, out var value) && value.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) ? value.Parameter : null;

    /// <param name="elsewhere">Null when the turn is the local channel's: then nothing may be sent elsewhere.</param>
    private sealed class ByAddress(LocalAddress address, ConnectorFactory local, ConnectorFactory? elsewhere) : ConnectorFactory
    {
        public override Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken)
        {
            var factory = address.IsOwn(serviceUrl) ? local : elsewhere;
            return factory is not null
                ? factory.CreateAsync(serviceUrl, audience, cancellationToken)
                : throw new UnauthorizedAccessException("A turn of the local channel cannot reply to another address.");
        }
    }
}
