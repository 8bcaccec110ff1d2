using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace QaBot.Web.Review.Access;

/// <summary>Reviewers' sessions: a cookie with the name, sealed by ASP.NET's data protection.</summary>
public static class ReviewerSessions
{
    public const string Scheme = "QaBot.Reviewer";

    public const string CookieName = "qabot-reviewer";

    /// <summary>Of a session by token: <see cref="ReviewerTokens.FingerprintOf"/>; one by OpenID Connect has none.</summary>
    private const string TokenClaim = "token";

    public static AuthenticationBuilder AddReviewerSessions(this AuthenticationBuilder authentication, TimeSpan lifetime)
    {
        ArgumentNullException.ThrowIfNull(authentication);
        return authentication.AddCookie(Scheme, options =>
        {
            options.Cookie.Name = CookieName;
            options.Cookie.HttpOnly = true;
            // Strict would not be sent after the provider has sent someone back. Antiforgery tokens guard what is posted.
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.IsEssential = true;
            options.ExpireTimeSpan = lifetime;
            // Whoever loses the role or the account at the provider reviews no longer than a session.
            options.SlidingExpiration = false;
        });
    }

    /// <param name="tokenFingerprint">Null for a session by OpenID Connect.</param>
    public static ClaimsPrincipal PrincipalOf(string name, string? tokenFingerprint)
    {
        // Antiforgery tokens are bound to the name identifier.
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, name)], Scheme, ClaimTypes.NameIdentifier, ClaimTypes.Role);
        if (tokenFingerprint is not null)
            identity.AddClaim(new Claim(TokenClaim, tokenFingerprint));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>The session that a request belongs to; null when there is none or what it was opened with is no longer configured.</summary>
    public static async Task<ClaimsPrincipal?> ReviewerSessionAsync(this HttpContext context, ReviewOptions options, ReviewerTokens tokens)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tokens);
        if ((await context.AuthenticateAsync(Scheme)).Principal is not { Identity.Name: { } name } principal)
            return null;
        var fingerprint = principal.FindFirstValue(TokenClaim);
        var isOpen = fingerprint is null ? options.OpenIdConnect is not null : fingerprint == tokens.FingerprintOf(name);
        return isOpen ? principal : null;
    }
}
