using QaBot.Web.Security;

namespace QaBot.Web.Review.Access;

/// <summary>Lets only reviewers through to what is under <c>/review</c>, whatever serves it, and keeps browsers from keeping any of it.</summary>
public sealed class ReviewGate(RequestDelegate next, ReviewAccess access)
{
    public const string Root = "/review";

    public const string SignInPath = Root + "/sign-in";

    public async Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var guarded = context.GetEndpoint()?.Metadata.GetMetadata<ReviewersOnlyAttribute>();
        if (guarded is null && !context.Request.Path.StartsWithSegments(Root))
        {
            await next(context);
            return;
        }

        context.Response.Headers.CacheControl = "no-cache, no-store";
        var isServed = await access.FindAsync(context) is not null || (access.HasSignIn && guarded is { IsSignIn: true });
        if (!isServed && guarded is { TakesTokens: true } && access.HasSignIn)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        await (isServed ? next(context) : RefuseAsync(context));
    }

    private Task RefuseAsync(HttpContext context)
    {
        if (access.Refuse(context) is { } reason)
            return RefusalPage.WriteAsync(context, StatusCodes.Status403Forbidden, "Reviewing is for this machine only", reason);
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method))
        {
            return RefusalPage.WriteAsync(
                context, StatusCodes.Status401Unauthorized, "Sign in again",
                "You are not signed in, or no longer. Nothing was stored. Sign in in another tab, then go back here and try again.", (SignInPath, "Sign in"));
        }

        if (!RefusalPage.AcceptsPages(request))
            return RefusalPage.WriteAsync(context, StatusCodes.Status401Unauthorized, "Sign in", $"Reviewers sign in at {SignInPath}.");
        context.Response.Redirect($"{SignInPath}?returnUrl={Uri.EscapeDataString(request.Path + request.QueryString.ToString())}");
        return Task.CompletedTask;
    }
}
