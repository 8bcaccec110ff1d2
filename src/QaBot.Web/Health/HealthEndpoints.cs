using QaBot.Passages;

namespace QaBot.Web.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it has articles to answer from, else 503 and the reason.</summary>
public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        endpoints.MapGet("/health/ready", (LiveCorpus corpus) => Readiness(corpus));
    }

    private static IResult Readiness(LiveCorpus corpus)
    {
        var problem = corpus.Problem ?? (corpus.Current is null ? "The articles are still being indexed." : null);
        return problem is not null
            ? Results.Json(new { status = "unready", reason = problem }, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Json(new { status = "ready", articles = corpus.Current!.Articles.Count, passages = corpus.Current.Passages.Count });
    }
}
