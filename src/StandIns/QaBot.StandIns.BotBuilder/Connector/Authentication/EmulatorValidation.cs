using System.IdentityModel.Tokens.Jwt;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Tells the Emulator's tokens from the channels'.</summary>
[Obsolete("Use `ConfigurationBotFrameworkAuthentication` instead to perform emulator validation.", false)]
public static class EmulatorValidation
{
    /// <summary>Its issuers are Microsoft's own tenants, for each the v1 and the v2 issuer, and every tenant that a token named.</summary>
    public static readonly TokenValidationParameters ToBotFromEmulatorTokenValidationParameters = new()
    {
        ValidIssuers =
        [
            "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/",
            "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0",
            "https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/",
            "https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0",
            "https://sts.windows.net/cab8a31a-1906-4287-a0d8-4eef66b95f6e/",
            "https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0",
            "https://login.microsoftonline.us/f8cdef31-a31e-4b4a-93e4-5f571e91255a/",
            "https://login.microsoftonline.us/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0",
        ],
        ValidateAudience = false,
        ClockSkew = TimeSpan.FromMinutes(5),
    };

    /// <summary>Whether a token says that it is the Emulator's. It is not checked; the v1 issuer of the tenant that it names is one from then on.</summary>
    /// <exception cref="ArgumentException">The token is malformed.</exception>
    public static bool IsTokenFromEmulator(string authHeader)
    {
        if (authHeader?.Split(' ') is not [var scheme, var bearer] || !scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return false;

        var token = new JwtSecurityToken(bearer);
        if (string.IsNullOrWhiteSpace(token.Issuer))
            return false;

        var parameters = ToBotFromEmulatorTokenValidationParameters;
        var tenant = token.Claims.FirstOrDefault(claim => claim.Type == "tid")?.Value;
        if (tenant != null && !parameters.ValidIssuers.Any(issuer => issuer.Contains($"/{tenant}/", StringComparison.Ordinal)))
            parameters.ValidIssuers = parameters.ValidIssuers.Append($"https://sts.windows.net/{tenant}/");
        return parameters.ValidIssuers.Contains(token.Issuer);
    }
}
