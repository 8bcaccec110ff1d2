using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Rest;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>The credentials that <c>MicrosoftAppType</c>, <c>MicrosoftAppId</c>, <c>MicrosoftAppPassword</c> and <c>MicrosoftAppTenantId</c> name.</summary>
public class ConfigurationServiceClientCredentialFactory : ServiceClientCredentialsFactory
{
    private readonly ServiceClientCredentialsFactory _inner;

    /// <exception cref="ArgumentException">The app type needs a key that is missing, or forbids one that is there.</exception>
    public ConfigurationServiceClientCredentialFactory(IConfiguration configuration, HttpClient httpClient = null, ILogger logger = null)
    {
        var type = configuration["MicrosoftAppType"];
        var appId = configuration["MicrosoftAppId"];
        var password = configuration["MicrosoftAppPassword"];
        var tenantId = configuration["MicrosoftAppTenantId"];

        if (string.Equals(type, "UserAssignedMsi", StringComparison.OrdinalIgnoreCase))
        {
            Require(appId, "MicrosoftAppId", "MSI");
            Require(tenantId, "MicrosoftAppTenantId", "MSI");
            if (!string.IsNullOrWhiteSpace(password))
                throw new ArgumentException("MicrosoftAppPassword must not be set for MSI in configuration.");
            _inner = new ManagedIdentityServiceClientCredentialsFactory(appId);
        }
        else if (string.Equals(type, "SingleTenant", StringComparison.OrdinalIgnoreCase))
        {
            Require(appId, "MicrosoftAppId", "SingleTenant");
            Require(tenantId, "MicrosoftAppTenantId", "SingleTenant");
            Require(password, "MicrosoftAppPassword", "SingleTenant");
            _inner = new PasswordServiceClientCredentialFactory(appId, password, tenantId);
        }
        else
        {
            _inner = new PasswordServiceClientCredentialFactory(appId, password, tenantId: null);
        }
    }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) =>
        _inner.IsValidAppIdAsync(appId, cancellationToken);

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) =>
        _inner.IsAuthenticationDisabledAsync(cancellationToken);

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(
        string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
        _inner.CreateCredentialsAsync(appId, audience, loginEndpoint, validateAuthority, cancellationToken);

    private static void Require(string value, string key, string type)
    {
        if (string.IsNullOrWhiteSpace(value))
            throw new ArgumentException($"{key} is required for {type} in configuration.");
    }
}
