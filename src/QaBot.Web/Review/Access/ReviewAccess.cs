using System.Security.Claims;
using Microsoft.Extensions.Options;
using QaBot.Web.Security;

namespace QaBot.Web.Review.Access;

/// <summary>Who may review: who has signed in or, where nobody can, whoever is at this machine. <c>Web:Public</c> plays no part.</summary>
public sealed class ReviewAccess(IOptions<ReviewOptions> options, ReviewerTokens tokens, SignInAttempts attempts)
{
    /// <summary>Keeps the name that someone at this machine says.</summary>
    public const string NameCookie = "qabot-reviewer-name";

    private const string Bearer = "Bearer ";

    private static readonly object s_key = new();

    public bool HasSignIn => options.Value.HasSignIn;

    /// <summary>Sets <see cref="HttpContext.User"/> too when there is a session.</summary>
    /// <returns>Null when whoever sent the request may not review.</returns>
    public async ValueTask<Reviewer?> FindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Items.TryGetValue(s_key, out var known))
            return (Reviewer?)known;
        var reviewer = !HasSignIn ? Local(context) : TokenOf(context) is { } token ? ByToken(context, token) : await SignedInAsync(context);
        context.Items[s_key] = reviewer;
        return reviewer;
    }

    /// <summary>The name of who reviews in a request that <see cref="ReviewGate"/> let through.</summary>
    public async ValueTask<string> NameAsync(HttpContext context) =>
        (await FindAsync(context) ?? throw new InvalidOperationException("The gate let someone through who may not review.")).Name;

    /// <summary>What a program shows in the header <c>Authorization</c>; null when that is no bearer token.</summary>
    public static string? BearerToken(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
    }

    /// <returns>Why someone who has not signed in may not review, for its sender; null when signing in would help.</returns>
    public string? Refuse(HttpContext context) => HasSignIn
        ? null
        : $"{LocalRequest.PageProblem(context)} Without sign-in, answers are reviewed on this machine only. To review from elsewhere, set "
            + $"{ReviewOptions.Section}:{nameof(ReviewOptions.Tokens)}:NAME to a token for each reviewer, or {ReviewOptions.Section}:{nameof(ReviewOptions.OpenIdConnect)} "
            + $"({nameof(OpenIdConnectSettings.Authority)}, {nameof(OpenIdConnectSettings.ClientId)}, {nameof(OpenIdConnectSettings.ClientSecret)}) to sign in with a provider.";

    private static string? TokenOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ReviewersOnlyAttribute>() is { TakesTokens: true } ? BearerToken(context.Request) : null;

    /// <summary>Who shows a token is nobody else, whatever cookies come with it; only wrong ones count as attempts.</summary>
    private Reviewer? ByToken(HttpContext context, string token)
    {
        var address = context.Connection.RemoteIpAddress;
        if (attempts.AreUsedUp(address))
            return null;
        if (tokens.Find(token) is { } name)
            return new Reviewer(name, IsSignedIn: true);
        attempts.Allow(address);
        return null;
    }

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
