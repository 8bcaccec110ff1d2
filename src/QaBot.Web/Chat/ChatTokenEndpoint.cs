using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using QaBot.Web.Bot;

namespace QaBot.Web.Chat;

/// <summary>
/// <c>POST /api/directline/token</c>: a token for one conversation of the browser that asks. The body, which may be empty, is
/// <c>{"conversationId": "…"}</c> to go on with one.
/// </summary>
public static class ChatTokenEndpoint
{
    public const string Path = "/api/directline/token";

    private const int MaxBody = 4096;

    public static RouteHandlerBuilder MapChatToken(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Path, GetAsync).WithMetadata(new RequestSizeLimitAttribute(MaxBody));

    private static async Task<IResult> GetAsync(HttpContext context, IChatTokens tokens, PublicUrl publicUrl)
    {
        if (!IsOwnPage(context.Request, publicUrl))
            return new RequestProblem("ForeignOrigin", "Only this server's own page can ask for a token.").ToResult(StatusCodes.Status403Forbidden);
        var (conversationId, problem) = await ReadAsync(context.Request);
        if (problem is not null)
            return problem.ToResult(StatusCodes.Status400BadRequest);

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
            return new RequestProblem("ChatUnavailable", e.Message).ToResult(e.Status);
        }
    }

    /// <summary>Browsers say where a page comes from; programs that are none have no cookie to be abused.</summary>
    private static bool IsOwnPage(HttpRequest request, PublicUrl publicUrl)
    {
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin" && site != "none")
            return false;
        if (request.Headers.Origin.Count == 0)
            return true;
        return Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
            && (IsSame(origin, OriginOf(request)) || (publicUrl.Value is { } own && IsSame(origin, own)));
    }

    private static bool IsSame(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static Uri OriginOf(HttpRequest request) => new($"{request.Scheme}://{request.Host}");

    private static async Task<(string? ConversationId, RequestProblem? Problem)> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        if (body.Length == 0)
            return (null, null);
        try
        {
            return (JsonNode.Parse(body)?.AsObject()["conversationId"]?.GetValue<string>(), null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return (null, new RequestProblem("BadSyntax", "The body must be empty or a JSON object with a conversationId that is a string."));
        }
    }
}
