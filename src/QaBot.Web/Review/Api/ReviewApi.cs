using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Json;
using QaBot.Web.Review.Access;

namespace QaBot.Web.Review.Api;

/// <summary>
/// <c>/api/review</c>: what the pages for reviewers show and change, as JSON, for the same people. Programs send <c>Authorization: Bearer</c> with a reviewer's token.
/// <c>/api/review/openapi.json</c> describes it.
/// </summary>
public static class ReviewApi
{
    public const string Root = "/api/review";

    internal const string IdWords = "The answer's id.";

    public static IServiceCollection AddReviewApi(this IServiceCollection services)
    {
        services.Configure<JsonOptions>(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        // In development too: what cannot be read is the caller's mistake, and is answered.
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = false);
        return services.AddOpenApi(ApiDocument.Name, ApiDocument.Configure);
    }

    public static void MapReviewApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup(Root).WithMetadata(new ReviewersOnlyAttribute { TakesTokens = true });
        api.MapOpenApi("/openapi.json");
        var documented = api.MapGroup("").WithGroupName(ApiDocument.Name).AddEndpointFilter<UnreadableRequests>().AddEndpointFilter<OwnChanges>();
        documented.MapAnswers();
        documented.MapOwnReviews();
        documented.MapGolden();
        documented.MapFigures();
        documented.MapTransfer();
    }
}
