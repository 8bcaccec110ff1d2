using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace QaBot.DirectLine;

/// <summary>The connector service to which the bot sends its replies, as to any channel's.</summary>
public static class ConnectorEndpoints
{
    public const string Path = "/v3/conversations";

    /// <summary>Maps what the bot calls. Every call needs a token of <see cref="LocalTokens.IssueForConnector"/>.</summary>
    public static RouteGroupBuilder MapConnector(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var all = endpoints.MapGroup(Path);
        var bot = all.MapGroup("").AddEndpointFilter<ConnectorTokenFilter>();
        bot.MapPost("/", CreateAsync);
        bot.MapPost("/{conversationId}/activities", SendAsync);
        bot.MapPost("/{conversationId}/activities/{activityId}", SendAsync);
        bot.MapPut("/{conversationId}/activities/{activityId}", UpdateAsync);
        bot.MapDelete("/{conversationId}/activities/{activityId}", Delete);
        bot.MapGet("/{conversationId}/members", (HttpContext context) => Results.Json(Members(context)));
        bot.MapGet("/{conversationId}/members/{memberId}", Member);
        // Two members are always one page.
        bot.MapGet("/{conversationId}/pagedmembers", (HttpContext context) => Results.Json(new { members = Members(context) }));
        return all;
    }

    private static async Task<IResult> CreateAsync(
        HttpRequest request, DirectLineConversations conversations, IBotAddress address, IOptions<DirectLineOptions> options)
    {
        var body = await JsonBody.ReadAsync(request, options.Value.MaxActivityBytes);
        if (body.Problem is { } problem)
            return problem;
        var member = body.Json!["members"] is JsonArray { Count: 1 } members ? members[0] as JsonObject : null;
        if (member?.Text("id") is not { Length: > 0 and <= DirectLineConversations.LongestUserId } userId || string.IsNullOrWhiteSpace(userId))
            return Problem.BadArgument("A conversation has one member beside the bot.");
        var first = body.Json.Object("activity");
        if (first is not null && first.Text("type") is null)
            return NoType;
        if (conversations.TryAdd(userId, out var retryAfter) is not { } conversation)
            return Problem.TooMany("conversations", retryAfter);
        var activityId = first is null ? null : conversation.AddFromBot((JsonObject)first.DeepClone());
        return Results.Json(new { id = conversation.Id, serviceUrl = address.ServiceUrl.AbsoluteUri, activityId }, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> SendAsync(HttpContext context, string? activityId, IOptions<DirectLineOptions> options)
    {
        var body = await ReadActivityAsync(context.Request, options.Value);
        if (body.Problem is { } problem)
            return problem;
        if (activityId is not null)
            body.Json!["replyToId"] ??= activityId;
        return Results.Json(new { id = context.Features.GetRequiredFeature<Conversation>().AddFromBot(body.Json!) });
    }

    private static async Task<IResult> UpdateAsync(HttpContext context, string activityId, IOptions<DirectLineOptions> options)
    {
        var body = await ReadActivityAsync(context.Request, options.Value);
        if (body.Problem is { } problem)
            return problem;
        var isKnown = context.Features.GetRequiredFeature<Conversation>().Update(activityId, body.Json!);
        return isKnown ? Results.Json(new { id = activityId }) : Problem.NoActivity;
    }

    private static IResult Delete(HttpContext context, string activityId) =>
        context.Features.GetRequiredFeature<Conversation>().Delete(activityId) ? Results.Ok() : Problem.NoActivity;

    private static IResult Member(HttpContext context, string memberId) =>
        Members(context).FirstOrDefault(member => member.Text("id") == memberId) is { } member
            ? Results.Json(member)
            : new Problem(StatusCodes.Status404NotFound, "MemberNotFoundInConversation", "The conversation has no such member.");

    private static JsonObject[] Members(HttpContext context)
    {
        var conversation = context.Features.GetRequiredFeature<Conversation>();
        return [conversation.User, conversation.Bot];
    }

    private static async Task<JsonBody> ReadActivityAsync(HttpRequest request, DirectLineOptions options)
    {
        var body = await JsonBody.ReadAsync(request, options.MaxActivityBytes);
        return body.Json is { } activity && activity.Text("type") is null ? new JsonBody(null, NoType) : body;
    }

    private static Problem NoType { get; } = Problem.BadArgument("The activity has no type.");
}
