using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using QaBot.Web.Bot;
using QaBot.Web.Security;

namespace QaBot.Web.Chat;

/// <summary>
/// <c>POST /api/directline/token</c>: a token for one conversation of the browser that asks. The body, which may be empty, is
/// <c>{"conversationId": "…"}</c> to go on with one.
/// </summary>
public static class ChatTokenEndpoint
{
    public const string Path = "/api/directline/token";

    private const int MaxBody = 4096;

    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    public static RouteHandlerBuilder MapChatToken(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Path, GetAsync).WithMetadata(new RequestSizeLimitAttribute(MaxBody));

    private static async Task<IResult> GetAsync(HttpContext context, IChatTokens tokens)
    {
        if (!IsOwnPage(context.Request))
            return new RequestProblem("ForeignOrigin", "Only this server's own page can ask for a token.").ToResult(StatusCodes.Status403Forbidden);
        var (conversationId, problem) = await ReadAsync(context.Request);
        if (problem is not null)
            return problem;

        try
        {
            var visitor = await context.VisitorAsync();
            var token = await tokens.GetAsync(visitor, conversationId, OriginOf(context.Request), context.RequestAborted);
            await context.RememberAsync(visitor, token.ConversationId);
            context.Response.Headers.CacheControl = "no-store";
            return Results.Json(token);
        }
        catch (ChatUnavailableException e)
        {
            if (e.RetryAfter is { } wait)
                context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return new RequestProblem("ChatUnavailable", e.Message).ToResult(e.Status);
        }
    }

    /// <summary>Browsers say where a page comes from; programs that are none have no cookie to be abused.</summary>
    private static bool IsOwnPage(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin" && site != "none")
            return false;
        return request.Headers.Origin.Count == 0 || PublicAddress.IsSame(request.Headers.Origin, OriginOf(request));
    }

    private static Uri OriginOf(HttpRequest request) => new($"{request.Scheme}://{request.Host}");

    private static async Task<(string? ConversationId, IResult? Problem)> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        try
        {
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
            return (body.Length == 0 ? null : JsonNode.Parse(body.ToArray(), documentOptions: s_strict)?.AsObject()["conversationId"]?.GetValue<string>(), null);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, new RequestProblem("MessageSizeTooBig", $"The body is larger than {MaxBody} bytes.").ToResult(e.StatusCode));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return (null, new RequestProblem("BadSyntax", "The body must be empty or a JSON object with a conversationId that is a string.").ToResult(StatusCodes.Status400BadRequest));
        }
    }
}
