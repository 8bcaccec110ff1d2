using Microsoft.AspNetCore.Mvc;
using Microsoft.Bot.Builder;

namespace QaBot.Web.Bot;

/// <summary><c>POST /api/messages</c>: what a channel has for the bot.</summary>
public static class MessagesEndpoint
{
    public const string Path = "/api/messages";

    /// <summary>The largest body, in bytes; Teams sends at most 100 KB.</summary>
    public const int MaxBody = 1024 * 1024;

    public static void MapMessages(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Path, ReceiveAsync).WithMetadata(new RequestSizeLimitAttribute(MaxBody));

    private static async Task<IResult> ReceiveAsync(HttpContext context, AnonymousPolicy anonymous, QaAdapter adapter, IBot bot)
    {
        if (!context.Request.HasJsonContentType())
            return new RequestProblem("UnsupportedMediaType", "The body must be application/json.").ToResult(StatusCodes.Status415UnsupportedMediaType);

        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new RequestProblem("MessageSizeTooBig", $"The body is larger than {MaxBody} bytes.").ToResult(e.StatusCode);
        }

        body.Position = 0;
        if (ActivityCheck.Check(body, out var activity) is { } problem)
            return problem.ToResult(StatusCodes.Status400BadRequest);
        if (anonymous.Refuse(context, activity) is { } reason)
            return new RequestProblem("Unauthorized", reason).ToResult(StatusCodes.Status401Unauthorized);

        body.Position = 0;
        context.Request.Body = body;
        try
        {
            await adapter.ProcessAsync(context.Request, context.Response, bot, context.RequestAborted);
        }
        catch (TokenKeysUnavailableException)
        {
            return new RequestProblem("ServiceUnavailable", "The request's token cannot be checked at the moment: the keys of its issuer cannot be reached.")
                .ToResult(StatusCodes.Status503ServiceUnavailable);
        }

        return context.Response.StatusCode == StatusCodes.Status401Unauthorized
            ? new RequestProblem("Unauthorized", "The request's token is missing or not accepted.").ToResult(StatusCodes.Status401Unauthorized)
            : Results.Empty;
    }
}
