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

    // While metadata that have grown old cannot be renewed, they are asked for again only so often.
    private static readonly TimeSpan _renewalInterval = TimeSpan.FromMinutes(5);

    private static readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };

    private readonly Lock _lock = new();
    private volatile Metadata _known;
    private Task<Metadata> _fetching;
    private DateTimeOffset _lastFetch;

    /// <returns>The token's identity and the endorsements of the key that signed it.</returns>
    /// <exception cref="UnauthorizedAccessException">Another issuer, or an algorithm that is not allowed.</exception>
    /// <exception cref="SecurityTokenException">The signature or the lifetime is wrong.</exception>
    /// <exception cref="InvalidOperationException">The keys cannot be had.</exception>
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

    /// <summary>Waits for metadata only where those at hand do not name the key: who signs with a known one is not held up by the others.</summary>
    private async Task<Metadata> MetadataAsync(string keyId, CancellationToken cancellationToken)
    {
        var known = _known;
        var isKeyKnown = known?.Configuration.SigningKeys.Any(key => key.KeyId == keyId) == true;
        var fetching = FetchIfDue(known, isKeyKnown);
        if (isKeyKnown || fetching == null)
            return known;

        try
        {
            return await fetching.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException) when (known != null)
        {
            // What is known is better than nothing while the metadata cannot be reached.
            return known;
        }
    }

    private Task<Metadata> FetchIfDue(Metadata known, bool isKeyKnown)
    {
        lock (_lock)
        {
            if (_fetching is { IsCompleted: false })
                return _fetching;

            var now = TimeProvider.System.GetUtcNow();
            var isDue = known == null
                || (!isKeyKnown && now - _lastFetch > _unknownKeyInterval)
                || (now - known.Fetched > _lifetime && now - _lastFetch > _renewalInterval);
            if (!isDue)
                return null;

            // The first fetch is not one for an unknown key: a key that follows soon after it may be.
            _lastFetch = known == null ? default : now;
            return _fetching = Task.Run(FetchAsync);
        }
    }

    // Shared by all who wait for it, so no single caller's cancellation ends it.
    private async Task<Metadata> FetchAsync()
    {
        try
        {
            var retriever = new HttpDocumentRetriever(_http);
            var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(metadataUrl, retriever, CancellationToken.None).ConfigureAwait(false);

            var endorsements = new Dictionary<string, IReadOnlySet<string>>();
            // Metadata may name no keys; then every token is one of an unknown key.
            if (configuration.JwksUri != null)
            {
                // Endorsements are the Bot Framework's own addition to the key set, which the OpenID types do not read.
                var keys = JObject.Parse(await retriever.GetDocumentAsync(configuration.JwksUri, CancellationToken.None).ConfigureAwait(false))["keys"];
                foreach (var key in keys.Where(key => key["kid"] != null && key["endorsements"] != null))
                    endorsements[key.Value<string>("kid")] = key["endorsements"].Values<string>().ToHashSet();
            }

            return _known = new Metadata(configuration, endorsements, TimeProvider.System.GetUtcNow());
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"IDX20803: Unable to obtain configuration from: '{metadataUrl}'.", exception);
        }
    }

    private sealed record Metadata(
        OpenIdConnectConfiguration Configuration, Dictionary<string, IReadOnlySet<string>> Endorsements, DateTimeOffset Fetched);
}
