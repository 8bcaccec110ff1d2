using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace QaBot.Web.Review.Access;

/// <summary><c>/review/sign-in?returnUrl=</c>: by a token, or through the provider.</summary>
[ReviewersOnly(IsSignIn = true)]
[RequestSizeLimit(16 * 1024)]
public sealed class SignInModel(IOptions<ReviewOptions> options, ReviewerTokens tokens, ReviewAccess access, SignInAttempts attempts, ILogger<SignInModel> logger) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    public string? Problem { get; private set; }

    public bool HasTokens => tokens.Any;

    public bool HasProvider => options.Value.OpenIdConnect is not null;

    public async Task<IActionResult> OnGetAsync() => await access.FindAsync(HttpContext) is null ? Page() : Redirect(Target);

    public async Task<IActionResult> OnPostAsync(string? token)
    {
        if (!attempts.Allow(HttpContext.Connection.RemoteIpAddress))
        {
            Response.Headers.RetryAfter = "60";
            return Fail(StatusCodes.Status429TooManyRequests, "Too many attempts. Wait a minute, then try again.");
        }

        if (tokens.Find(token ?? "") is not { } name)
        {
            logger.LogWarning("Someone at {Address} tried to sign in to review with a wrong token.", HttpContext.Connection.RemoteIpAddress);
            return Fail(StatusCodes.Status403Forbidden, "That is nobody's token.");
        }

        await HttpContext.SignInAsync(ReviewerSessions.Scheme, ReviewerSessions.PrincipalOf(name, tokens.FingerprintOf(name)));
        return Redirect(Target);
    }

    /// <summary>By a link: browsers hold a form's target to the page's policy, and the provider is elsewhere.</summary>
    public async Task<IActionResult> OnGetProviderAsync()
    {
        if (!HasProvider)
            return NotFound();
        try
        {
            await HttpContext.ChallengeAsync(OpenIdConnectSignIn.Scheme, new AuthenticationProperties { RedirectUri = Target });
            return new EmptyResult();
        }
        catch (Exception e) when (!Response.HasStarted && e is InvalidOperationException or HttpRequestException or IOException)
        {
            // Of a provider whose metadata cannot be read.
            logger.LogWarning(e, "Reviewers cannot sign in: the OpenID Connect provider does not answer.");
            return Fail(StatusCodes.Status502BadGateway, "The provider does not answer. Try again in a moment; the server's log says more.");
        }
    }

    /// <summary>Leads nowhere but to reviewing.</summary>
    private string Target => Url.IsLocalUrl(ReturnUrl) && new PathString(ReturnUrl.Split('?', '#')[0]).StartsWithSegments(ReviewGate.Root) ? ReturnUrl : ReviewGate.Root;

    private PageResult Fail(int status, string problem)
    {
        Problem = problem;
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
