using System.Reflection;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using QaBot.Review.Verdicts;
using QaBot.Web.Review.Access;

namespace QaBot.Web.Review.Api;

/// <summary>The OpenAPI document of the API.</summary>
internal static class ApiDocument
{
    /// <summary>What ASP.NET serves at an address that names no document.</summary>
    public const string Name = "v1";

    private const string Bearer = "reviewerToken";
    private const string Cookie = "reviewerSession";

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = endpoint => endpoint.GroupName == Name;
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, _, _) =>
        {
            AddRefusals(operation);
            AddVersions(operation);
            return Task.CompletedTask;
        });
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "QaBot: reviewing",
            Version = typeof(ApiDocument).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "1",
            Description = "Answers with their claims and quotes, what reviewers find of them, and figures of both. Where reviewers sign in, programs send a reviewer's token "
                + $"(Review:Tokens); browsers send their session's cookie, and with changes the header that {ReviewApi.Root}/session names.",
        };
        // Where the server is asked is where it is.
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token of Review:Tokens." },
            [Cookie] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = ReviewerSessions.CookieName, Description = "Of a browser that has signed in." },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Cookie, document)] = [] },
        ];
    }

    private static void AddRefusals(OpenApiOperation operation)
    {
        operation.Responses ??= [];
        operation.Responses.TryAdd("401", new OpenApiResponse { Description = "The caller has not signed in, or shows no token that is a reviewer's." });
        operation.Responses.TryAdd("403", new OpenApiResponse { Description = "Nobody can sign in, and the request does not come from this machine." });
    }

    private static void AddVersions(OpenApiOperation operation)
    {
        foreach (var response in operation.Responses!.Where(response => response.Key is "200" or "201").Select(response => response.Value).OfType<OpenApiResponse>())
        {
            if (response.Content?.Values.Any(content => content.Schema is OpenApiSchemaReference { Reference.Id: nameof(AnswerReview) }) != true)
                continue;
            response.Headers ??= new Dictionary<string, IOpenApiHeader>();
            response.Headers["ETag"] = new OpenApiHeader { Description = "The review's version; a change names it in If-Match.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        }
    }
}
