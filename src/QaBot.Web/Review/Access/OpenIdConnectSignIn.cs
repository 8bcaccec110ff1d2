using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using QaBot.Web.Security;

namespace QaBot.Web.Review.Access;

/// <summary>Sign-in of reviewers through an OpenID Connect provider, such as Microsoft Entra.</summary>
public static class OpenIdConnectSignIn
{
    public const string Scheme = "QaBot.OpenIdConnect";

    // The first is what people know each other by; the last is always there.
    private static readonly string[] s_nameClaims = ["preferred_username", "email", "sub"];

    public static void AddOpenIdConnectSignIn(this AuthenticationBuilder authentication, OpenIdConnectSettings settings) =>
        authentication.AddOpenIdConnect(Scheme, options =>
        {
            options.Authority = settings.Authority;
            options.ClientId = settings.ClientId;
            options.ClientSecret = settings.ClientSecret;
            options.CallbackPath = OpenIdConnectSettings.CallbackPath;
            options.RequireHttpsMetadata = !settings.IsPlain;
            options.SignInScheme = ReviewerSessions.Scheme;
            options.ResponseType = OpenIdConnectResponseType.Code;
            // A posted response comes with no cookie but over https, since it comes from another site.
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Scope.Add("email");
            options.MapInboundClaims = false;
            options.DisableTelemetry = true;
            options.Events.OnTokenValidated = context => AcceptAsync(context, settings);
            options.Events.OnRemoteFailure = ExplainAsync;
        });

    /// <summary>Opens a session for who has the role; of the provider's claims it keeps the name alone.</summary>
    private static async Task AcceptAsync(TokenValidatedContext context, OpenIdConnectSettings settings)
    {
        var principal = context.Principal!;
        var name = s_nameClaims.Select(principal.FindFirstValue).FirstOrDefault(value => Reviewer.NameProblem(value) is null);
        if (name is not null && principal.HasClaim(settings.RoleClaim, settings.Role))
        {
            context.Principal = ReviewerSessions.PrincipalOf(name, tokenFingerprint: null);
            return;
        }

        context.HandleResponse();
        await RefusalPage.WriteAsync(
            context.HttpContext, StatusCodes.Status403Forbidden, "You may not review",
            name is null ? "The provider names you in no way that QaBot can use." : $"You are signed in as {name}, without the role “{settings.Role}” (claim “{settings.RoleClaim}”) that reviewers have. Whoever runs the provider can give it to you.",
            (ReviewGate.SignInPath, "Sign in as someone else"));
    }

    private static Task ExplainAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        context.HttpContext.RequestServices.GetRequiredService<ILogger<ReviewAccess>>().LogWarning(context.Failure, "A reviewer could not sign in through OpenID Connect.");
        return RefusalPage.WriteAsync(
            context.HttpContext, StatusCodes.Status403Forbidden, "Signing in has failed",
            "The provider did not sign you in, or it took too long. The server's log says more.", (ReviewGate.SignInPath, "Try again"));
    }
}
