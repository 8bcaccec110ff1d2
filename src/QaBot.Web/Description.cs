using QaBot.Web.Bot;

namespace QaBot.Web;

/// <summary><c>/</c>: what runs here, for someone who opens the address in a browser.</summary>
public static class Description
{
    private const string Text =
        $"""
        QaBot answers questions from a folder of articles and cites the exact words.

        POST {MessagesEndpoint.Path}   Bot Framework activities; in the Bot Framework Emulator, open this address followed by {MessagesEndpoint.Path}
        GET  /health/live    the process answers
        GET  /health/ready   there are articles to answer from

        """;

    public static void MapDescription(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/", () => Results.Text(Text));
}
