using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace QaBot.DirectLine;

/// <summary>
/// The tokens of the local Direct Line: JWTs signed (HS256) with a key that lives and dies with this process. Each kind has its own
/// audience, so none passes for another. Thread-safe.
/// </summary>
public sealed class LocalTokens(IOptions<DirectLineOptions> options, TimeProvider time)
{
    private const string Issuer = "urn:local-directline";
    private const string ClientAudience = "urn:local-directline:client";
    private const string StreamAudience = "urn:local-directline:stream";
    private const string BotAudience = "urn:local-directline:bot";
    private const string ConnectorAudience = "urn:local-directline:connector";

    private const string ConversationClaim = "conv";
    private const string UserClaim = "user";
    private const string ServiceUrlClaim = "serviceurl";

    private static readonly TimeSpan StreamLifetime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan InternalLifetime = TimeSpan.FromMinutes(5);

    private readonly SymmetricSecurityKey _key = new(RandomNumberGenerator.GetBytes(32));
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly DirectLineOptions _options = options.Value;

    /// <summary>A token, good for 5 minutes, with which this process sends an activity to its own bot.</summary>
    public string IssueForBot(Uri serviceUrl)
    {
        ArgumentNullException.ThrowIfNull(serviceUrl);
        return Issue(BotAudience, InternalLifetime, (ServiceUrlClaim, serviceUrl.AbsoluteUri));
    }

    /// <summary>A token, good for 5 minutes, with which the bot calls this process's own connector.</summary>
    public string IssueForConnector(Uri serviceUrl)
    {
        ArgumentNullException.ThrowIfNull(serviceUrl);
        return Issue(ConnectorAudience, InternalLifetime, (ServiceUrlClaim, serviceUrl.AbsoluteUri));
    }

    /// <returns>Whether <see cref="IssueForBot"/> of this process made the token, for this address, and it has not run out.</returns>
    public Task<bool> IsForBotAsync(string token, Uri serviceUrl) => IsForAsync(BotAudience, token, serviceUrl);

    /// <returns>Whether <see cref="IssueForConnector"/> of this process made the token, for this address, and it has not run out.</returns>
    public Task<bool> IsForConnectorAsync(string token, Uri serviceUrl) => IsForAsync(ConnectorAudience, token, serviceUrl);

    internal ConversationGrant IssueForClient(string conversationId, string userId) => new(
        conversationId,
        Issue(ClientAudience, _options.TokenLifetime, (ConversationClaim, conversationId), (UserClaim, userId)),
        (int)_options.TokenLifetime.TotalSeconds);

    /// <summary>A token for the address of a stream, where browsers cannot send a header.</summary>
    internal string IssueForStream(string conversationId) => Issue(StreamAudience, StreamLifetime, (ConversationClaim, conversationId));

    internal Task<TokenReading> ReadClientAsync(string token) => ReadAsync(ClientAudience, token);

    internal Task<TokenReading> ReadStreamAsync(string token) => ReadAsync(StreamAudience, token);

    private string Issue(string audience, TimeSpan lifetime, params ReadOnlySpan<(string Name, string Value)> claims)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var identity = new ClaimsIdentity();
        foreach (var (name, value) in claims)
            identity.AddClaim(new Claim(name, value));
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            NotBefore = now,
            Expires = now + lifetime,
            Subject = identity,
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.HmacSha256),
        });
    }

    private async Task<TokenReading> ReadAsync(string audience, string token)
    {
        var result = await ValidateAsync(audience, token);
        return result.IsValid && result.Claims.TryGetValue(ConversationClaim, out var conversation)
            ? new TokenReading(conversation as string, IsExpired: false)
            : new TokenReading(null, result.Exception is SecurityTokenInvalidLifetimeException);
    }

    private async Task<bool> IsForAsync(string audience, string token, Uri serviceUrl)
    {
        ArgumentNullException.ThrowIfNull(serviceUrl);
        var result = await ValidateAsync(audience, token);
        return result.IsValid
            && result.Claims.TryGetValue(ServiceUrlClaim, out var claimed)
            && serviceUrl.AbsoluteUri.Equals(claimed as string, StringComparison.OrdinalIgnoreCase);
    }

    private Task<TokenValidationResult> ValidateAsync(string audience, string token) =>
        _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = _key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidIssuer = Issuer,
            ValidAudience = audience,
            // The handler's own check reads the system's clock.
            LifetimeValidator = (notBefore, expires, _, _) => notBefore <= Now() && Now() < expires,
        });

    private DateTime Now() => time.GetUtcNow().UtcDateTime;
}
