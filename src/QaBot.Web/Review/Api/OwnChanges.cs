using Microsoft.AspNetCore.Antiforgery;
using QaBot.Web.Review.Access;

namespace QaBot.Web.Review.Api;

/// <summary>
/// Lets changes through that the reviewer means to make: those of a browser, which sends its cookies with whatever a page of another site makes it ask, need the antiforgery
/// token; those of a program that shows a reviewer's token, or that runs on this machine where nobody signs in, need none.
/// </summary>
public sealed class OwnChanges(IAntiforgery antiforgery, ReviewAccess access) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var request = context.HttpContext.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || (access.HasSignIn ? ReviewAccess.BearerToken(request) is not null : !IsFromBrowser(request))
            || await antiforgery.IsRequestValidAsync(context.HttpContext))
        {
            return await next(context);
        }

        return Problems.BadRequest($"Changes by a browser need the header of {ReviewApi.Root}/session; programs send \"Authorization: Bearer\" with a reviewer's token.");
    }

    private static bool IsFromBrowser(HttpRequest request) => request.Headers.Origin.Count > 0 || request.Headers.ContainsKey("Sec-Fetch-Site");
}
