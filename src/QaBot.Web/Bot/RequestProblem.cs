namespace QaBot.Web.Bot;

/// <summary>Why a request is refused, as the Bot Framework's error bodies say it.</summary>
/// <param name="Code">One word for programs.</param>
/// <param name="Message">One sentence for people.</param>
public sealed record RequestProblem(string Code, string Message)
{
    public IResult ToResult(int status) => Results.Json(new { error = new { code = Code, message = Message } }, statusCode: status);
}
