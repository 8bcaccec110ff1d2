using System.Text.Encodings.Web;

namespace QaBot.Web.Security;

public static class LocalOnlyEndpoints
{
    /// <summary>
    /// Answers 403 and says why where <see cref="LocalOnlyPolicy"/> refuses, unless the endpoint is <see cref="ServedToAllAttribute"/>. For endpoints of
    /// every kind: Razor Pages have no endpoint filters.
    /// </summary>
    public static TBuilder LocalOnly<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Add(endpoint =>
        {
            var serve = endpoint.RequestDelegate ?? throw new InvalidOperationException($"The endpoint {endpoint.DisplayName} serves nothing.");
            endpoint.RequestDelegate = context =>
                context.GetEndpoint()?.Metadata.GetMetadata<ServedToAllAttribute>() is null
                && context.RequestServices.GetRequiredService<LocalOnlyPolicy>().Refuse(context) is { } reason ? RefuseAsync(context, reason) : serve(context);
        });
        return endpoints;
    }

    private static Task RefuseAsync(HttpContext context, string reason)
    {
        var isPage = context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        var answer = isPage
            ? Results.Text(Page(HtmlEncoder.Default.Encode(reason)), "text/html; charset=utf-8", statusCode: StatusCodes.Status403Forbidden)
            : Results.Text(reason, statusCode: StatusCodes.Status403Forbidden);
        return answer.ExecuteAsync(context);
    }

    private static string Page(string reason) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>For this machine only – QaBot</title>
        <link rel="stylesheet" href="/theme.css">
        <link rel="stylesheet" href="/pages.css">
        </head>
        <body>
        <main>
        <h1>For this machine only</h1>
        <p>{reason}</p>
        </main>
        </body>
        </html>

        """;
}
