using System.Security.Claims;
using Microsoft.Extensions.Options;
using QaBot.Web.Security;

namespace QaBot.Web.Review.Access;

/// <summary>Who may review: who has signed in or, where nobody can, whoever is at this machine. <c>Web:Public</c> plays no part.</summary>
public sealed class ReviewAccess(IOptions<ReviewOptions> options, ReviewerTokens tokens)
{
    /// <summary>Keeps the name that someone at this machine says.</summary>
    public const string NameCookie = "qabot-reviewer-name";

    private static readonly object s_key = new();

    public bool HasSignIn => options.Value.HasSignIn;

    /// <summary>Sets <see cref="HttpContext.User"/> too when there is a session.</summary>
    /// <returns>Null when whoever sent the request may not review.</returns>
    public async ValueTask<Reviewer?> FindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Items.TryGetValue(s_key, out var known))
            return (Reviewer?)known;
        var reviewer = HasSignIn ? await SignedInAsync(context) : Local(context);
        context.Items[s_key] = reviewer;
        return reviewer;
    }

    /// <returns>Why someone who has not signed in may not review, for its sender; null when signing in would help.</returns>
    public string? Refuse(HttpContext context) => HasSignIn
        ? null
        : $"{LocalRequest.PageProblem(context)} Without sign-in, answers are reviewed on this machine only. To review from elsewhere, set "
            + $"{ReviewOptions.Section}:{nameof(ReviewOptions.Tokens)}:NAME to a token for each reviewer, or {ReviewOptions.Section}:{nameof(ReviewOptions.OpenIdConnect)} "
            + $"({nameof(OpenIdConnectSettings.Authority)}, {nameof(OpenIdConnectSettings.ClientId)}, {nameof(OpenIdConnectSettings.ClientSecret)}) to sign in with a provider.";

    private async Task<Reviewer?> SignedInAsync(HttpContext context)
    {
        if (await context.ReviewerSessionAsync(options.Value, tokens) is not { } session)
            return null;
        context.User = session;
        return new Reviewer(session.FindFirstValue(ClaimTypes.NameIdentifier)!, IsSignedIn: true);
    }

    private static Reviewer? Local(HttpContext context)
    {
        if (LocalRequest.PageProblem(context) is not null)
            return null;
        var name = context.Request.Cookies[NameCookie];
        return new Reviewer(Reviewer.NameProblem(name) is null ? name! : Reviewer.LocalName, IsSignedIn: false);
    }
}
