using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace QaBot.DirectLine;

/// <summary>Lets a request through with a token for its conversation, which the endpoint then finds among the request's features.</summary>
internal sealed class ClientTokenFilter(LocalTokens tokens, DirectLineConversations conversations, RateLimits limits) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (Bearer.Token(http.Request) is not { } token)
            return Problem.NoToken;
        var reading = await tokens.ReadClientAsync(token);
        if (reading.ConversationId is not { } id)
            return Problem.BadToken(reading);
        if (http.GetRouteValue("conversationId") is string wanted && wanted != id)
            return Problem.WrongConversation;
        if (conversations.Find(id) is not { } conversation)
            return Problem.NoConversation;
        if (limits.TakeRequest(id) is { } wait)
            return Problem.TooMany("requests", wait);
        conversation.Touch();
        http.Features.Set(conversation);
        return await next(context);
    }
}
