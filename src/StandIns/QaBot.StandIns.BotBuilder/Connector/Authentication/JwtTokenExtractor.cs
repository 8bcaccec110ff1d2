using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Validates tokens against the keys of one OpenID metadata address, which is HTTPS and cached for a day.</summary>
internal sealed class JwtTokenExtractor(string metadataUrl)
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromDays(1);

    // A forger can name any key; the metadata are not fetched for each of them.
    private static readonly TimeSpan _unknownKeyInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private Task<Metadata> _metadata;
    private DateTimeOffset _lastUnknownKey;

    /// <returns>The token's identity and the endorsements of the key that signed it.</returns>
    /// <exception cref="UnauthorizedAccessException">Another issuer, or an algorithm that is not allowed.</exception>
    /// <exception cref="SecurityTokenException">The signature or the lifetime is wrong.</exception>
    public async Task<(ClaimsIdentity Identity, IReadOnlySet<string> Endorsements)> ValidateAsync(
        string token, string[] issuers, CancellationToken cancellationToken)
    {
        var parsed = new JwtSecurityToken(token);
        if (!issuers.Contains(parsed.Issuer))
            throw new UnauthorizedAccessException("The token's issuer is not accepted.");

        var metadata = await MetadataAsync(parsed.Header.Kid, cancellationToken).ConfigureAwait(false);
        var parameters = new TokenValidationParameters
        {
            ValidIssuers = issuers,
            IssuerSigningKeys = metadata.Configuration.SigningKeys,
            ValidateIssuerSigningKey = true,
            RequireSignedTokens = true,
            ClockSkew = TimeSpan.FromMinutes(5),

            // For whom a token is depends on who sent it, so the caller checks it.
            ValidateAudience = false,
        };
        var principal = new JwtSecurityTokenHandler().ValidateToken(token, parameters, out _);
        if (!AuthenticationConstants.AllowedSigningAlgorithms.Contains(parsed.Header.Alg))
            throw new UnauthorizedAccessException($"Token signing algorithm '{parsed.Header.Alg}' not in allowed list");

        return (principal.Identities.First(), metadata.Endorsements.GetValueOrDefault(parsed.Header.Kid ?? "") ?? new HashSet<string>());
    }

    private Task<Metadata> MetadataAsync(string keyId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (IsStale(keyId))
                _metadata = RefreshAsync(_metadata is { IsCompletedSuccessfully: true } ? _metadata.Result : null);
            return _metadata.WaitAsync(cancellationToken);
        }
    }

    private bool IsStale(string keyId)
    {
        if (_metadata == null || _metadata.IsFaulted)
            return true;
        if (!_metadata.IsCompleted)
            return false;

        var now = TimeProvider.System.GetUtcNow();
        var metadata = _metadata.Result;
        if (metadata.Configuration.SigningKeys.All(key => key.KeyId != keyId) && now - _lastUnknownKey > _unknownKeyInterval)
        {
            _lastUnknownKey = now;
            return true;
        }

        return now - metadata.Fetched > _lifetime;
    }

    // What is known is better than nothing while the metadata cannot be reached.
    private async Task<Metadata> RefreshAsync(Metadata known)
    {
        try
        {
            return await FetchAsync().ConfigureAwait(false);
        }
        catch (Exception) when (known != null)
        {
            return known;
        }
    }

    private async Task<Metadata> FetchAsync()
    {
        // Shared by all who wait for it, so no single caller's cancellation ends it.
        var retriever = new HttpDocumentRetriever();
        var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(metadataUrl, retriever, CancellationToken.None).ConfigureAwait(false);

        // Endorsements are the Bot Framework's own addition to the key set, which the OpenID types do not read.
        var keys = JObject.Parse(await retriever.GetDocumentAsync(configuration.JwksUri, CancellationToken.None).ConfigureAwait(false))["keys"];
        var endorsements = keys.Where(key => key["kid"] != null && key["endorsements"] != null).ToDictionary(
            key => key.Value<string>("kid"),
            key => (IReadOnlySet<string>)key["endorsements"].Values<string>().ToHashSet());
        return new Metadata(configuration, endorsements, TimeProvider.System.GetUtcNow());
    }

    private sealed record Metadata(
        OpenIdConnectConfiguration Configuration, Dictionary<string, IReadOnlySet<string>> Endorsements, DateTimeOffset Fetched);
}
