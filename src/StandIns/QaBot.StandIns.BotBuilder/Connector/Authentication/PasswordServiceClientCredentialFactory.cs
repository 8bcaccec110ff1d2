using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Identity.Client;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Tokens for an app id with a password; with no app id, no tokens and no authentication. Tokens are cached by MSAL.</summary>
public class PasswordServiceClientCredentialFactory : ServiceClientCredentialsFactory
{
    private readonly ConcurrentDictionary<string, IConfidentialClientApplication> _applications = new();

    public PasswordServiceClientCredentialFactory()
    {
    }

    public PasswordServiceClientCredentialFactory(string appId, string password, string tenantId)
    {
        AppId = appId;
        Password = password;
        TenantId = tenantId;
    }

    public string AppId { get; set; }

    public string Password { get; set; }

    public string TenantId { get; set; }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(appId == AppId);

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) =>
        Task.FromResult(string.IsNullOrEmpty(AppId));

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(
        string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(AppId))
            return Task.FromResult<ServiceClientCredentials>(new EmptyCredentials());
        if (appId != AppId)
            throw new InvalidOperationException("Invalid appId");

        var tenant = string.IsNullOrEmpty(TenantId) ? AuthenticationConstants.DefaultChannelAuthTenant : TenantId;
        var authority = string.Format(CultureInfo.InvariantCulture, loginEndpoint, tenant);
        return Task.FromResult<ServiceClientCredentials>(
            new AppCredentials(token => AcquireTokenAsync(authority, audience, validateAuthority, token)));
    }

    private async Task<string> AcquireTokenAsync(string authority, string audience, bool validateAuthority, CancellationToken cancellationToken)
    {
        var application = _applications.GetOrAdd(authority, key => ConfidentialClientApplicationBuilder.Create(AppId)
            .WithAuthority(key, validateAuthority)
            .WithClientSecret(Password)
            .Build());
        var result = await application.AcquireTokenForClient([audience + "/.default"]).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        return result.AccessToken;
    }
}
