using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace QaBot.Web.Tests.Review;

/// <summary>A small OpenID Connect provider: it signs in whoever a test says, by the authorization code flow with PKCE, and checks what it is sent.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "qabot-review";
    public const string ClientSecret = "the provider's secret for QaBot";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, IQueryCollection> _codes = new();
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "k1" };
    private readonly RsaSecurityKey _foreignKey = new(RSA.Create(2048)) { KeyId = "k1" };

    private OpenIdProvider(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    /// <summary>Who signs in next: the claims of the ID token.</summary>
    public Dictionary<string, object> User { get; set; } = [];

    /// <summary>Signs with a key that is not in the key set.</summary>
    public bool IsForging { get; set; }

    /// <summary>Answers with another request's nonce.</summary>
    public bool IsReplaying { get; set; }

    /// <summary>What clients were refused for.</summary>
    public ConcurrentQueue<string> Refusals { get; } = new();

    public static async Task<OpenIdProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var provider = new OpenIdProvider(builder.Build());
        provider._app.MapGet("/.well-known/openid-configuration", provider.Metadata);
        provider._app.MapGet("/keys", () => Results.Json(new { keys = new[] { provider.PublicKey() } }));
        provider._app.MapGet("/authorize", provider.Authorize);
        provider._app.MapPost("/token", provider.TokenAsync);
        await provider._app.StartAsync();
        provider.Url = provider._app.Urls.Single();
        return provider;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Rsa.Dispose();
        _foreignKey.Rsa.Dispose();
    }

    private IResult Metadata() => Results.Json(new Dictionary<string, object>
    {
        ["issuer"] = Url,
        ["authorization_endpoint"] = $"{Url}/authorize",
        ["token_endpoint"] = $"{Url}/token",
        ["jwks_uri"] = $"{Url}/keys",
        ["response_types_supported"] = new[] { "code" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        ["subject_types_supported"] = new[] { "public" },
    });

    private object PublicKey()
    {
        var parameters = _key.Rsa.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", kid = _key.KeyId, n = WebEncoders.Base64UrlEncode(parameters.Modulus!), e = WebEncoders.Base64UrlEncode(parameters.Exponent!) };
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256" || string.IsNullOrEmpty(query["state"]) || string.IsNullOrEmpty(query["nonce"]))
            return Refuse($"authorize{request.QueryString}");
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = query;
        return Results.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"]!, new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] }));
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (!_codes.TryRemove(form["code"].ToString(), out var asked))
            return Refuse("unknown code");
        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (form["client_id"] != ClientId || form["client_secret"] != ClientSecret || form["redirect_uri"] != asked["redirect_uri"] || challenge != asked["code_challenge"])
            return Refuse("token request");
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Url,
            Audience = ClientId,
            Claims = new Dictionary<string, object>(User) { ["nonce"] = IsReplaying ? "another" : asked["nonce"].ToString() },
            Expires = DateTime.UtcNow.AddMinutes(5),
            SigningCredentials = new SigningCredentials(IsForging ? _foreignKey : _key, SecurityAlgorithms.RsaSha256),
        });
        return Results.Json(new { access_token = "none of QaBot's business", token_type = "Bearer", expires_in = 300, id_token = token });
    }

    private IResult Refuse(string why)
    {
        Refusals.Enqueue(why);
        return Results.BadRequest(why);
    }
}
