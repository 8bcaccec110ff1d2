using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace QaBot.DirectLine;

/// <summary>The address that a client opens its socket on.</summary>
internal static class StreamEndpoint
{
    // Pings of the server's own; a client that does not answer them is gone.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);

    public static void MapStream(this IEndpointRouteBuilder endpoints, string pattern)
    {
        var sockets = endpoints.CreateApplicationBuilder()
            .UseWebSockets(new WebSocketOptions { KeepAliveInterval = KeepAlive, KeepAliveTimeout = KeepAlive });
        sockets.Run(RunAsync);
        var pipeline = sockets.Build();
        // HTTP/2 opens sockets with CONNECT.
        endpoints.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Connect], async (
            HttpContext context, string conversationId, string? watermark, string? t, LocalTokens tokens, DirectLineConversations conversations) =>
        {
            if (!ClientEndpoints.TryReadWatermark(watermark, out var position))
                return ClientEndpoints.BadWatermark;
            if (await CheckAsync(context.Request, conversationId, t, tokens) is { } problem)
                return problem;
            if (conversations.Find(conversationId) is not { } conversation)
                return Problem.NoConversation;
            context.Features.Set(new Opening(conversation, position));
            await pipeline(context);
            return Results.Empty;
        });
    }

    private static async Task<Problem?> CheckAsync(HttpRequest request, string conversationId, string? token, LocalTokens tokens)
    {
        if (!IsOwnOrigin(request))
            return new Problem(StatusCodes.Status403Forbidden, "BadArgument", "Pages of other origins may not open this socket.");
        if (string.IsNullOrEmpty(token))
            return Problem.NoToken;
        var reading = await tokens.ReadStreamAsync(token);
        if (reading.ConversationId is not { } id)
            return Problem.BadToken(reading);
        return id == conversationId ? null : Problem.WrongConversation;
    }

    /// <summary>Browsers say which page opens a socket and ask nobody whether it may; other clients need not say.</summary>
    private static bool IsOwnOrigin(HttpRequest request)
    {
        if (request.Headers.Origin is not [{ } origin, ..])
            return true;
        // The authority of a Uri leaves out its scheme's default port, as browsers do in both headers.
        return Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task RunAsync(HttpContext context)
    {
        var (conversation, watermark) = context.Features.GetRequiredFeature<Opening>();
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Problem.BadArgument("This address is for WebSockets only.").ExecuteAsync(context);
            return;
        }

        if (!conversation.TryOpenSocket())
        {
            await Problem.TooMany("sockets of one conversation", TimeSpan.FromSeconds(10)).ExecuteAsync(context);
            return;
        }

        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var services = context.RequestServices;
            var options = services.GetRequiredService<IOptions<DirectLineOptions>>().Value;
            await new ClientStream(socket, conversation, options, services.GetRequiredService<TimeProvider>()).RunAsync(watermark);
        }
        finally
        {
            conversation.CloseSocket();
        }
    }

    private sealed record Opening(Conversation Conversation, long Watermark);
}
