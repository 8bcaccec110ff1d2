using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace QaBot.DirectLine;

/// <summary>Lets only this process's own bot through, to a conversation that exists.</summary>
internal sealed class ConnectorTokenFilter(LocalTokens tokens, DirectLineConversations conversations, IBotAddress address) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (Bearer.Token(http.Request) is not { } token || !await tokens.IsForConnectorAsync(token, address.ServiceUrl))
            return new Problem(StatusCodes.Status401Unauthorized, "Unauthorized", "The request's token is missing or not accepted.");
        if (http.GetRouteValue("conversationId") is string id)
        {
            if (conversations.Find(id) is not { } conversation)
                return Problem.NoConversation;
            http.Features.Set(conversation);
        }

        return await next(context);
    }
}
