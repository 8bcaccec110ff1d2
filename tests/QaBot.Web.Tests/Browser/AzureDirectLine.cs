using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using QaBot.DirectLine;

namespace QaBot.Web.Tests.Browser;

/// <summary>Makes of a host's local Direct Line one that is used as Azure's is: tokens are given for a secret, and pages of any site may chat.</summary>
internal sealed class AzureDirectLine : IStartupFilter
{
    public const string Secret = "the-secret-of-the-channel";

    private const string Path = "/v3/directline";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(AnswerAsync);
        next(app);
    };

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments(Path))
        {
            context.Response.Headers.AccessControlAllowOrigin = "*";
            context.Response.Headers.AccessControlAllowHeaders = request.Headers.AccessControlRequestHeaders;
            request.Headers.Remove("Origin");
        }

        if (HttpMethods.IsOptions(request.Method))
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        else if (request.Headers.Authorization == $"Bearer {Secret}")
            await (await GrantAsync(context)).ExecuteAsync(context);
        else
            await next(context);
    }

    private static async Task<IResult> GrantAsync(HttpContext context)
    {
        var conversations = context.RequestServices.GetRequiredService<DirectLineConversations>();
        ConversationGrant? grant;
        if (context.Request.Path == $"{Path}/tokens/generate")
        {
            var body = await context.Request.ReadFromJsonAsync<JsonObject>();
            conversations.TryCreate((string)body!["user"]!["id"]!, out grant, out _);
        }
        else
        {
            // Whose the conversation is, Azure does not ask who knows the secret.
            var conversation = conversations.Find(System.IO.Path.GetFileName(context.Request.Path.Value!));
            grant = conversation is null ? null : conversations.Grant(conversation.Id, conversation.UserId);
        }

        return grant is null ? Results.NotFound() : Results.Json(new { conversationId = grant.ConversationId, token = grant.Token, expires_in = grant.ExpiresIn });
    }
}
