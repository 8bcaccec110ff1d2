using System.ComponentModel;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using QaBot.Review.Golden;
using QaBot.Web.Review.Access;

namespace QaBot.Web.Review.Api;

/// <summary>Reads and changes the test cases that reviewed answers were made into.</summary>
internal static class GoldenApi
{
    public static void MapGolden(this IEndpointRouteBuilder api)
    {
        var golden = api.MapGroup("").WithTags("test cases");
        golden.MapGet("/golden", ListAsync).WithName("listGolden").WithSummary("The test cases, by time.");
        golden.MapGet("/golden.jsonl", DownloadAsync).WithName("exportGolden").WithSummary("The test cases as an evaluation set, one a line.")
            .Produces<string>(StatusCodes.Status200OK, TransferApi.JsonLines);
        golden.MapPut("/golden/{id}", AddAsync).WithName("putGolden").WithSummary("Makes an answer a test case, by the caller's review of it.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        golden.MapDelete("/golden/{id}", RemoveAsync).WithName("deleteGolden").WithSummary("Removes a test case.").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<IReadOnlyList<GoldenCase>>> ListAsync(ReviewStoreFile file, CancellationToken cancellationToken) =>
        TypedResults.Ok(await (await file.OpenAsync()).GoldenAsync(cancellationToken));

    private static async Task<FileContentHttpResult> DownloadAsync(ReviewStoreFile file, CancellationToken cancellationToken)
    {
        var lines = (await (await file.OpenAsync()).GoldenAsync(cancellationToken)).Select(golden => golden.Json + "\n");
        return TypedResults.File(Encoding.UTF8.GetBytes(string.Concat(lines)), TransferApi.JsonLines, "questions.jsonl");
    }

    private static async Task<Results<Ok<GoldenCase>, ProblemHttpResult>> AddAsync([Description(ReviewApi.IdWords)] string id, HttpContext context, ReviewAccess access, ReviewStoreFile file, TimeProvider time)
    {
        var store = await file.OpenAsync();
        if (await store.FindAsync(id) is not { } record)
            return Problems.NoAnswer;
        var name = await access.NameAsync(context);
        var own = (await store.ReviewsOfAsync(id)).FirstOrDefault(review => review.Reviewer == name);
        if (own is null)
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "Review the answer first: your verdict says what is right.");
        var (golden, problem) = GoldenCases.Make(record, own, time.GetUtcNow());
        if (golden is null)
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, problem!);
        await store.AddGoldenAsync(golden);
        return TypedResults.Ok(golden);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync([Description(ReviewApi.IdWords)] string id, HttpContext context, ReviewAccess access, ReviewStoreFile file) =>
        await (await file.OpenAsync()).RemoveGoldenAsync(id, await access.NameAsync(context)) ? TypedResults.NoContent() : Problems.Of(StatusCodes.Status404NotFound, "There is no such test case.");
}
