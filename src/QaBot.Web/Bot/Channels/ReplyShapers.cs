namespace QaBot.Web.Bot.Channels;

/// <summary>Which channel gets which form.</summary>
public static class ReplyShapers
{
    private static readonly MarkdownReply Markdown = new();
    private static readonly WebChatReply WebChat = new();

    /// <param name="channelId">As the activity names it; a channel that is not known gets Markdown.</param>
    public static IReplyShaper For(string? channelId) => channelId switch
    {
        Microsoft.Bot.Connector.Channels.Webchat or Microsoft.Bot.Connector.Channels.Directline => WebChat,
        _ => Markdown,
    };
}
