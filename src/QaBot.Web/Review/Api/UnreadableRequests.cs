namespace QaBot.Web.Review.Api;

/// <summary>Says why a request is refused of which a parameter or the body cannot be read; ASP.NET itself says nothing.</summary>
public sealed class UnreadableRequests : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        return context.HttpContext.Response.StatusCode switch
        {
            StatusCodes.Status400BadRequest => Problems.BadRequest($"A parameter or the body cannot be read; {ReviewApi.Root}/openapi.json says what they are."),
            StatusCodes.Status415UnsupportedMediaType => Problems.Of(StatusCodes.Status415UnsupportedMediaType, "The body is of another type than is taken here."),
            _ => await next(context),
        };
    }
}
