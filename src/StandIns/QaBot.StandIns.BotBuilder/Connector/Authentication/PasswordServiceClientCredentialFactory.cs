using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Identity.Client;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Tokens for an app id with a password; with no app id, no tokens and no authentication. Tokens are cached by MSAL.</summary>
internal sealed class PasswordServiceClientCredentialFactory(string configuredAppId, string password, string tenantId)
    : ServiceClientCredentialsFactory
{
    private readonly ConcurrentDictionary<string, IConfidentialClientApplication> _applications = new();

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(appId == configuredAppId);

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) =>
        Task.FromResult(string.IsNullOrEmpty(configuredAppId));

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(
        string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(configuredAppId))
            return Task.FromResult<ServiceClientCredentials>(new EmptyCredentials());
        if (appId != configuredAppId)
            throw new InvalidOperationException("Invalid appId");

        var tenant = string.IsNullOrEmpty(tenantId) ? AuthenticationConstants.DefaultChannelAuthTenant : tenantId;
        var authority = string.Format(CultureInfo.InvariantCulture, loginEndpoint, tenant);
        return Task.FromResult<ServiceClientCredentials>(
            new AppCredentials(token => AcquireTokenAsync(authority, audience, validateAuthority, token)));
    }

    private async Task<string> AcquireTokenAsync(string authority, string audience, bool validateAuthority, CancellationToken cancellationToken)
    {
        var application = _applications.GetOrAdd(authority, key => ConfidentialClientApplicationBuilder.Create(configuredAppId)
            .WithAuthority(key, validateAuthority)
            .WithClientSecret(password)
            .Build());
        var result = await application.AcquireTokenForClient([audience + "/.default"]).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        return result.AccessToken;
    }
}
