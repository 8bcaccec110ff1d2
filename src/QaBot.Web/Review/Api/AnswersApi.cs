using System.ComponentModel;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using QaBot.Review.Queue;
using QaBot.Web.Review.Access;
using QaBot.Web.Review.Api.Contracts;

namespace QaBot.Web.Review.Api;

/// <summary>Reads the queue and its answers.</summary>
internal static class AnswersApi
{
    public static void MapAnswers(this IEndpointRouteBuilder api)
    {
        api.MapGet("/session", SessionAsync).WithName("getSession").WithSummary("Who the caller is, and the antiforgery token that a browser's changes need.").WithTags("session");
        var answers = api.MapGroup("/answers").WithTags("answers");
        answers.MapGet("", ListAsync).WithName("listAnswers").WithSummary("The answers of a queue, a page at a time.").ProducesProblem(StatusCodes.Status400BadRequest);
        answers.MapGet("/next", NextAsync).WithName("getNextAnswer").WithSummary("The first answer of a queue that nobody else is at and that the caller has not reviewed.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        answers.MapGet("/filters", FiltersAsync).WithName("listFilterValues").WithSummary("The values that filters can have: prompts, models, channels, articles and reviewers.");
        answers.MapGet("/{id}", FindAsync).WithName("getAnswer").WithSummary("An answer as it was given, with what users and reviewers say of it.").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<Session>> SessionAsync(HttpContext context, ReviewAccess access, IAntiforgery antiforgery)
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        // What antiforgery says of caching is less strict.
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Session(await access.NameAsync(context), tokens.HeaderName!, tokens.RequestToken!));
    }

    private static async Task<Results<Ok<AnswerList>, ProblemHttpResult>> ListAsync([AsParameters] AnswerQuery query, ReviewStoreFile file, CancellationToken cancellationToken)
    {
        if (query.Problem() is { } problem)
            return Problems.BadRequest(problem);
        var store = await file.OpenAsync();
        var page = await store.QueueAsync(query.Filter(), query.Order ?? ReviewOrder.Urgency, query.Skipped(), query.Taken(), cancellationToken);
        return TypedResults.Ok(new AnswerList(page.Total, page.Total < ReviewPage.MostCounted, page.Items));
    }

    private static async Task<Results<Ok<NextAnswer>, ProblemHttpResult>> NextAsync(
        [AsParameters] AnswerQuery query, [Description("An answer to leave out, which was just seen.")] string? after, HttpContext context, ReviewAccess access, ReviewStoreFile file, CancellationToken cancellationToken)
    {
        if (query.Problem() is { } problem)
            return Problems.BadRequest(problem);
        var store = await file.OpenAsync();
        return TypedResults.Ok(new NextAnswer(await store.NextAsync(query.Filter(), query.Order ?? ReviewOrder.Urgency, await access.NameAsync(context), after, cancellationToken)));
    }

    private static async Task<Ok<FilterValues>> FiltersAsync(ReviewStoreFile file, CancellationToken cancellationToken) =>
        TypedResults.Ok(await (await file.OpenAsync()).FilterValuesAsync(cancellationToken));

    private static async Task<Results<Ok<AnswerDetail>, ProblemHttpResult>> FindAsync([Description(ReviewApi.IdWords)] string id, HttpContext context, ReviewAccess access, ReviewStoreFile file, CancellationToken cancellationToken)
    {
        var store = await file.OpenAsync();
        if (await store.FindAsync(id, cancellationToken) is not { } record)
            return Problems.NoAnswer;
        var name = await access.NameAsync(context);
        var reviews = await store.ReviewsOfAsync(id, cancellationToken);
        var own = reviews.FirstOrDefault(review => review.Reviewer == name);
        var others = reviews.Where(review => review.Reviewer != name).ToList();
        var golden = (await store.GoldenAsync(cancellationToken)).FirstOrDefault(golden => golden.Id == id);
        var shown = own?.Verdict is null ? [] : others;
        return TypedResults.Ok(new AnswerDetail(record, await store.FeedbackOnAsync(id, cancellationToken), own, shown, others.Count - shown.Count, golden));
    }
}
