using Microsoft.AspNetCore.Http.HttpResults;

namespace QaBot.Web.Review.Api;

/// <summary>Why something was not done, as RFC 9457 has it.</summary>
internal static class Problems
{
    public static ProblemHttpResult NoAnswer { get; } = Of(StatusCodes.Status404NotFound, "There is no such answer. It may have been deleted.");

    public static ProblemHttpResult BadRequest(string reason) => Of(StatusCodes.Status400BadRequest, reason);

    public static ProblemHttpResult Of(int status, string reason) => TypedResults.Problem(reason, statusCode: status);
}
