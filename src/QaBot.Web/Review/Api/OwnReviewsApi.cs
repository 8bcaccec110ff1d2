using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using QaBot.Passages;
using QaBot.Review;
using QaBot.Review.Verdicts;
using QaBot.Web.Review.Access;
using QaBot.Web.Review.Api.Contracts;
using QaBot.Web.Review.Detail;

namespace QaBot.Web.Review.Api;

/// <summary>Reads and writes the caller's own review of an answer. Its version is its ETag.</summary>
internal static class OwnReviewsApi
{
    private const int MaxBody = 256 * 1024;

    public static void MapOwnReviews(this IEndpointRouteBuilder api)
    {
        var review = api.MapGroup("/answers/{id}/review").WithTags("reviews");
        review.MapGet("", FindAsync).WithName("getReview").WithSummary("The caller's own review of an answer; its ETag is what a change names.").ProducesProblem(StatusCodes.Status404NotFound);
        review.MapPut("", SaveAsync).WithName("putReview").WithSummary("Stores the caller's review of an answer in place of the last one.")
            .WithDescription("The first is stored with \"If-None-Match: *\", a change with \"If-Match\" and the ETag that it was read with.")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody))
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status428PreconditionRequired);
    }

    private static async Task<Results<Ok<AnswerReview>, ProblemHttpResult>> FindAsync([Description(ReviewApi.IdWords)] string id, HttpContext context, ReviewAccess access, ReviewStoreFile file, CancellationToken cancellationToken)
    {
        var own = await OwnAsync(await file.OpenAsync(), id, await access.NameAsync(context), cancellationToken);
        return own is null ? Problems.Of(StatusCodes.Status404NotFound, "You have not reviewed this answer, or there is none.") : Ok(context, own);
    }

    private static async Task<Results<Ok<AnswerReview>, Created<AnswerReview>, ProblemHttpResult>> SaveAsync(
        [Description(ReviewApi.IdWords)] string id,
        ReviewChange change,
        HttpContext context,
        ReviewAccess access,
        ReviewStoreFile file,
        LiveCorpus corpus,
        [FromHeader(Name = "If-Match"), Description("The ETag of the review that is changed.")] string? ifMatch,
        [FromHeader(Name = "If-None-Match"), Description("*, for the first review.")] string? ifNoneMatch)
    {
        var store = await file.OpenAsync();
        if (await store.FindAsync(id) is not { } record)
            return Problems.NoAnswer;
        var name = await access.NameAsync(context);
        var own = await OwnAsync(store, id, name, CancellationToken.None);
        if (Unmet(ifMatch, ifNoneMatch, own) is { } unmet)
            return unmet;
        if (Problem(change, record) is { } problem)
            return Problems.BadRequest(problem);
        try
        {
            var stored = await store.SaveAsync(FormOf(change, name, own).ToReview(record, own, corpus.Current));
            return own is null ? Created(context, stored) : Ok(context, stored);
        }
        catch (ReviewConflictException)
        {
            return Changed;
        }
    }

    private static ProblemHttpResult Changed => Problems.Of(StatusCodes.Status412PreconditionFailed, "The review is not as you read it: it was changed meanwhile. Read it again.");

    private static ProblemHttpResult? Unmet(string? ifMatch, string? ifNoneMatch, AnswerReview? own)
    {
        if (ifMatch is null && ifNoneMatch is null)
            return Problems.Of(StatusCodes.Status428PreconditionRequired, "Say with \"If-Match\" which ETag you change, or with \"If-None-Match: *\" that it is your first review of this answer.");
        var isMet = (ifMatch is null || (own is not null && (ifMatch.Trim() == "*" || ifMatch.Split(',').Any(tag => tag.Trim() == TagOf(own)))))
            && (ifNoneMatch is null || own is null || (ifNoneMatch.Trim() != "*" && ifNoneMatch.Split(',').All(tag => tag.Trim() != TagOf(own))));
        return isMet ? null : Changed;
    }

    private static string? Problem(ReviewChange change, AnswerRecord record)
    {
        var known = ReviewForm.PairsOf(record).ToHashSet();
        var pairs = change.Pairs ?? [];
        return pairs.FirstOrDefault(pair => !known.Contains((pair.Claim, pair.Citation))) is { } unknown ? $"Claim {unknown.Claim} of the answer does not cite [{unknown.Citation}]; claims count from 0."
            : pairs.DistinctBy(pair => (pair.Claim, pair.Citation)).Count() < pairs.Count ? "A claim and its quote are judged twice."
            : change is { IsAdjudication: true, Verdict: null } ? "An adjudication needs a verdict."
            : Math.Max(change.Correction?.Length ?? 0, change.Comment?.Length ?? 0) > AnswerReview.MaxText ? $"A correction or a comment has at most {AnswerReview.MaxText} characters."
            : null;
    }

    private static ReviewForm FormOf(ReviewChange change, string reviewer, AnswerReview? own) => new()
    {
        Version = own?.Version ?? 0,
        Reviewer = reviewer,
        Pairs = (change.Pairs ?? []).ToDictionary(pair => (pair.Claim, pair.Citation), pair => pair.Verdict),
        Verdict = change.Verdict,
        Correction = change.Correction?.Trim() ?? "",
        Comment = change.Comment?.Trim() ?? "",
        IsAdjudication = change.IsAdjudication,
    };

    private static async Task<AnswerReview?> OwnAsync(IReviewStore store, string id, string reviewer, CancellationToken cancellationToken) =>
        (await store.ReviewsOfAsync(id, cancellationToken)).FirstOrDefault(review => review.Reviewer == reviewer);

    private static string TagOf(AnswerReview review) => string.Create(CultureInfo.InvariantCulture, $"\"{review.Version}\"");

    private static Ok<AnswerReview> Ok(HttpContext context, AnswerReview review)
    {
        context.Response.Headers[HeaderNames.ETag] = TagOf(review);
        return TypedResults.Ok(review);
    }

    private static Created<AnswerReview> Created(HttpContext context, AnswerReview review)
    {
        context.Response.Headers[HeaderNames.ETag] = TagOf(review);
        return TypedResults.Created(context.Request.Path, review);
    }
}
