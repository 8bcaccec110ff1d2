using System.Security.Claims;
using Microsoft.Bot.Schema;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.Bot.Connector.Authentication;

internal sealed class ParameterizedBotFrameworkAuthentication(
    CloudEnvironment cloud, ServiceClientCredentialsFactory credentialsFactory, AuthenticationConfiguration configuration,
    IHttpClientFactory httpClientFactory) : BotFrameworkAuthentication
{
    // Microsoft's own tenants, which sign for the Emulator; for each the v1 and the v2 issuer.
    private static readonly string[] _emulatorIssuers =
    [
        "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/",
        "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0",
        "https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/",
        "https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0",
        "https://sts.windows.net/cab8a31a-1906-4287-a0d8-4eef66b95f6e/",
        "https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0",
    ];

    private readonly JwtTokenExtractor _channelTokens = new(cloud.ChannelMetadataUrl);
    private readonly JwtTokenExtractor _emulatorTokens = new(cloud.EmulatorMetadataUrl);

    // The bot's own tenant signs with the keys that the Emulator's metadata name.
    private string[] EmulatorIssuers => [.. _emulatorIssuers, .. configuration.ValidTokenIssuers ?? []];

    public override string GetOriginatingAudience() => cloud.OAuthScope;

    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(
        Activity activity, string authHeader, CancellationToken cancellationToken)
    {
        var identity = string.IsNullOrWhiteSpace(authHeader)
            ? await AnonymousAsync(cancellationToken).ConfigureAwait(false)
            : await AuthenticateTokenAsync(authHeader, activity.ChannelId, activity.ServiceUrl, cancellationToken).ConfigureAwait(false);
        return await ResultForAsync(identity, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(
        string authHeader, string channelIdHeader, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(channelIdHeader))
            await AnonymousAsync(cancellationToken).ConfigureAwait(false);

        var identity = string.IsNullOrWhiteSpace(authHeader)
            ? await AnonymousAsync(cancellationToken).ConfigureAwait(false)
            : await AuthenticateTokenAsync(authHeader, channelIdHeader, null, cancellationToken).ConfigureAwait(false);
        return await ResultForAsync(identity, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<ClaimsIdentity> AuthenticateChannelRequestAsync(string authHeader, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(authHeader)
            ? await AnonymousAsync(cancellationToken).ConfigureAwait(false)
            : await AuthenticateTokenAsync(authHeader, "unknown", null, cancellationToken).ConfigureAwait(false);

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => new ConnectorFactoryImpl(
        AppIdOf(claimsIdentity), cloud.OAuthScope, cloud.LoginUrl, cloud.ValidateAuthority, credentialsFactory, httpClientFactory);

    /// <exception cref="InvalidOperationException">The identity is of another app than the bot's.</exception>
    public override async Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken)
    {
        await credentialsFactory
            .CreateCredentialsAsync(AppIdOf(claimsIdentity), cloud.OAuthScope, cloud.LoginUrl, cloud.ValidateAuthority, cancellationToken)
            .ConfigureAwait(false);
        return new NoUserTokenClient();
    }

    /// <summary>The bot's app id: the audience of a channel's token, the app id of the Emulator's; null for an anonymous caller.</summary>
    private static string AppIdOf(ClaimsIdentity identity) =>
        (identity.FindFirst(AuthenticationConstants.AudienceClaim) ?? identity.FindFirst(AuthenticationConstants.AppIdClaim))?.Value;

    private static string BearerTokenOf(string authHeader)
    {
        var parts = authHeader.Split(' ');
        return parts.Length == 2 && parts[0] == "Bearer"
            ? parts[1]
            : throw new UnauthorizedAccessException("The authorization header is no bearer token.");
    }

    /// <summary>The caller's app id: <c>appid</c> in version 1.0, <c>azp</c> in version 2.0.</summary>
    private static string CallerAppIdOf(ClaimsIdentity identity)
    {
        var version = identity.FindFirst(AuthenticationConstants.VersionClaim)
            ?? throw new UnauthorizedAccessException("'ver' claim is required on Emulator Tokens.");
        var claim = version.Value switch
        {
            "" or "1.0" => AuthenticationConstants.AppIdClaim,
            "2.0" => AuthenticationConstants.AuthorizedParty,
            _ => throw new UnauthorizedAccessException($"Unknown Emulator Token version '{version.Value}'."),
        };
        return identity.FindFirst(claim)?.Value
            ?? throw new UnauthorizedAccessException($"'{claim}' claim is required on Emulator Token version '{version.Value}'.");
    }

    private async Task<ClaimsIdentity> AnonymousAsync(CancellationToken cancellationToken)
    {
        if (!await credentialsFactory.IsAuthenticationDisabledAsync(cancellationToken).ConfigureAwait(false))
            throw new UnauthorizedAccessException();

        // An authentication type makes the identity count as authenticated.
        return new ClaimsIdentity([], AuthenticationConstants.AnonymousAuthType);
    }

    private async Task<AuthenticateRequestResult> ResultForAsync(ClaimsIdentity identity, CancellationToken cancellationToken) => new()
    {
        ClaimsIdentity = identity,
        Audience = cloud.OAuthScope,
        CallerId = await credentialsFactory.IsAuthenticationDisabledAsync(cancellationToken).ConfigureAwait(false) ? null : cloud.CallerId,
        ConnectorFactory = CreateConnectorFactory(identity),
    };

    private Task<ClaimsIdentity> AuthenticateTokenAsync(
        string authHeader, string channelId, string serviceUrl, CancellationToken cancellationToken)
    {
        var token = BearerTokenOf(authHeader);
#pragma warning disable CS0618 // The official package asks its obsolete class too.
        return EmulatorValidation.IsTokenFromEmulator(authHeader)
#pragma warning restore CS0618
            ? AuthenticateEmulatorTokenAsync(token, cancellationToken)
            : AuthenticateChannelTokenAsync(token, channelId, serviceUrl, cancellationToken);
    }

    private async Task<ClaimsIdentity> AuthenticateEmulatorTokenAsync(string token, CancellationToken cancellationToken)
    {
        var (identity, _) = await _emulatorTokens.ValidateAsync(token, EmulatorIssuers, cancellationToken).ConfigureAwait(false);
        var appId = CallerAppIdOf(identity);

        // Another app calling this one is a skill call, which QaBot is not made for and the official package refuses by default.
        if (identity.FindFirst(AuthenticationConstants.AudienceClaim)?.Value is { } audience && audience != appId)
            throw new UnauthorizedAccessException("ClaimsValidator is required for validation of Skill Host calls.");
        if (!await credentialsFactory.IsValidAppIdAsync(appId, cancellationToken).ConfigureAwait(false))
            throw new SecurityTokenInvalidAudienceException($"Invalid AppId passed on token: {appId}");
        return identity;
    }

    private async Task<ClaimsIdentity> AuthenticateChannelTokenAsync(
        string token, string channelId, string serviceUrl, CancellationToken cancellationToken)
    {
        var (identity, endorsements) = await _channelTokens
            .ValidateAsync(token, [cloud.ChannelIssuer], cancellationToken)
            .ConfigureAwait(false);

        string[] required = string.IsNullOrEmpty(channelId) ? configuration.RequiredEndorsements : [channelId, .. configuration.RequiredEndorsements];
        if (!required.All(endorsements.Contains))
            throw new UnauthorizedAccessException($"The signing key's endorsements are not: {string.Join(", ", required)}");

        var audience = identity.FindFirst(AuthenticationConstants.AudienceClaim)?.Value;
        if (string.IsNullOrWhiteSpace(audience) || !await credentialsFactory.IsValidAppIdAsync(audience, cancellationToken).ConfigureAwait(false))
            throw new UnauthorizedAccessException($"Invalid AppId passed on token: {audience}");

        if (serviceUrl != null
            && !string.Equals(identity.FindFirst(AuthenticationConstants.ServiceUrlClaim)?.Value, serviceUrl, StringComparison.OrdinalIgnoreCase))
            throw new UnauthorizedAccessException("The token is for another serviceUrl.");
        return identity;
    }

    private sealed class NoUserTokenClient : UserTokenClient
    {
    }
}
