using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace QaBot.DirectLine;

/// <summary>Direct Line 3.0, as the stock client (botframework-directlinejs) speaks it.</summary>
public static class ClientEndpoints
{
    public const string Path = "/v3/directline";

    private const int LongestLocale = 35;

    /// <summary>
    /// Maps what clients call. Every call needs a token of <see cref="DirectLineConversations"/>; nothing here gives one to somebody who has none.
    /// </summary>
    public static RouteGroupBuilder MapDirectLine(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var all = endpoints.MapGroup(Path);
        all.MapPost("/tokens/generate", (HttpRequest request) => Bearer.Token(request) is null ? Problem.NoToken : NoGenerating);
        all.MapStream("/conversations/{conversationId}/stream");

        var client = all.MapGroup("").AddEndpointFilter<ClientTokenFilter>();
        client.MapPost("/tokens/refresh", Refresh);
        client.MapPost("/conversations", StartAsync);
        client.MapGet("/conversations/{conversationId}", Reconnect);
        client.MapPost("/conversations/{conversationId}/activities", SendAsync);
        client.MapGet("/conversations/{conversationId}/activities", Poll);
        client.MapPost("/conversations/{conversationId}/upload", () => ClientActivity.NoAttachments(StatusCodes.Status415UnsupportedMediaType));
        return all;
    }

    private static Problem NoGenerating { get; } = new(StatusCodes.Status403Forbidden, "BadArgument", "Tokens are given out by the page's own server.");

    private static IResult Refresh(HttpContext context, LocalTokens tokens)
    {
        var conversation = context.Features.GetRequiredFeature<Conversation>();
        var grant = tokens.IssueForClient(conversation.Id, conversation.UserId);
        NoStore(context.Response);
        return Results.Json(new { conversationId = grant.ConversationId, token = grant.Token, expires_in = grant.ExpiresIn });
    }

    private static async Task<IResult> StartAsync(HttpContext context, LocalTokens tokens, IOptions<DirectLineOptions> options)
    {
        var body = await JsonBody.ReadAsync(context.Request, options.Value.MaxActivityBytes, isOptional: true);
        if (body.Problem is { } problem)
            return problem;
        var conversation = context.Features.GetRequiredFeature<Conversation>();
        var isNew = conversation.Start(body.Json!.Text("locale") is { Length: > 0 and <= LongestLocale } locale ? locale : null);
        return Joined(context, tokens, conversation, watermark: 0, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>Without a watermark the client has seen nothing: a socket may drop before the first activity.</summary>
    private static IResult Reconnect(HttpContext context, string? watermark, LocalTokens tokens)
    {
        if (!TryReadWatermark(watermark, out var position))
            return BadWatermark;
        var conversation = context.Features.GetRequiredFeature<Conversation>();
        // A page may be reloaded before it has started the conversation that it got.
        conversation.Start();
        return Joined(context, tokens, conversation, position, StatusCodes.Status200OK);
    }

    private static async Task<IResult> SendAsync(HttpContext context, RateLimits limits, IOptions<DirectLineOptions> options)
    {
        var conversation = context.Features.GetRequiredFeature<Conversation>();
        var body = await JsonBody.ReadAsync(context.Request, options.Value.MaxActivityBytes);
        if (body.Problem is { } problem)
            return problem;
        if (ClientActivity.Take(body.Json!, out var refusal) is not { } activity)
            return refusal!;
        if (limits.TakeActivity(conversation.Id) is { } wait)
            return Problem.TooMany("activities", wait);
        return conversation.TryAddFromUser(activity) is { } id
            ? Results.Json(new { id })
            : Problem.TooMany("activities that wait for the bot", TimeSpan.FromSeconds(1));
    }

    private static IResult Poll(HttpContext context, string? watermark)
    {
        if (!TryReadWatermark(watermark, out var position))
            return BadWatermark;
        var page = context.Features.GetRequiredFeature<Conversation>().Log.Read(position, out _);
        NoStore(context.Response);
        return Results.Bytes(page.ToUtf8(), "application/json; charset=utf-8");
    }

    private static IResult Joined(HttpContext context, LocalTokens tokens, Conversation conversation, long watermark, int status)
    {
        var grant = tokens.IssueForClient(conversation.Id, conversation.UserId);
        var request = context.Request;
        var query = new QueryBuilder { { "watermark", watermark.ToString(CultureInfo.InvariantCulture) }, { "t", tokens.IssueForStream(conversation.Id) } };
        var streamUrl = UriHelper.BuildAbsolute(
            request.IsHttps ? "wss" : "ws", request.Host, request.PathBase, $"{Path}/conversations/{conversation.Id}/stream", query.ToQueryString());
        NoStore(context.Response);
        return Results.Json(new { conversationId = grant.ConversationId, token = grant.Token, expires_in = grant.ExpiresIn, streamUrl }, statusCode: status);
    }

    internal static bool TryReadWatermark(string? text, out long watermark)
    {
        watermark = 0;
        return string.IsNullOrEmpty(text) || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out watermark);
    }

    internal static Problem BadWatermark { get; } = Problem.BadArgument("The watermark is not one that was given out.");

    private static void NoStore(HttpResponse response) => response.Headers[HeaderNames.CacheControl] = "no-store";
}
