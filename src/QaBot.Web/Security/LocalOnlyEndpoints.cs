namespace QaBot.Web.Security;

public static class LocalOnlyEndpoints
{
    /// <summary>
    /// Answers 403 and says why where <see cref="LocalOnlyPolicy"/> refuses, unless the endpoint is <see cref="ISelfGuarded"/>. For endpoints of
    /// every kind: Razor Pages have no endpoint filters.
    /// </summary>
    public static TBuilder LocalOnly<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Add(endpoint =>
        {
            var serve = endpoint.RequestDelegate ?? throw new InvalidOperationException($"The endpoint {endpoint.DisplayName} serves nothing.");
            endpoint.RequestDelegate = context =>
                context.GetEndpoint()?.Metadata.GetMetadata<ISelfGuarded>() is null
                && context.RequestServices.GetRequiredService<LocalOnlyPolicy>().Refuse(context) is { } reason
                    ? RefusalPage.WriteAsync(context, StatusCodes.Status403Forbidden, "For this machine only", reason)
                    : serve(context);
        });
        return endpoints;
    }
}
