using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Tokens for a user-assigned managed identity, from the machine that the bot runs on.</summary>
internal sealed class ManagedIdentityServiceClientCredentialsFactory(string appId) : ServiceClientCredentialsFactory
{
    private readonly Lazy<IManagedIdentityApplication> _application =
        new(() => ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(appId)).Build());

    public override Task<bool> IsValidAppIdAsync(string candidate, CancellationToken cancellationToken) => Task.FromResult(candidate == appId);

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(
        string candidate, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
        candidate == appId
            ? Task.FromResult<ServiceClientCredentials>(new AppCredentials(token => AcquireTokenAsync(audience, token)))
            : throw new InvalidOperationException("Invalid Managed ID.");

    private async Task<string> AcquireTokenAsync(string audience, CancellationToken cancellationToken) =>
        (await _application.Value.AcquireTokenForManagedIdentity(audience).ExecuteAsync(cancellationToken).ConfigureAwait(false)).AccessToken;
}
