using QaBot.Web.Bot.Channels.Teams;
using QaBot.Web.Bot.Channels.WebChat;

namespace QaBot.Web.Bot.Channels;

/// <summary>Which channel gets which form.</summary>
/// <remarks>
/// Lengths are those that the services themselves document for a text message: 4,096 characters for Telegram, 2,000 for Messenger, 5,000 for
/// LINE, 1,600 for an SMS through Twilio; Slack cuts what is longer than 40,000. How many buttons there may be is what the Bot Framework's dialogs count with.
/// </remarks>
public static class ReplyShapers
{
    private static readonly MarkdownReply Markdown = new();
    private static readonly WebChatReply WebChat = new();

    private static readonly Dictionary<string, IReplyShaper> Known = new(StringComparer.Ordinal)
    {
        [Microsoft.Bot.Connector.Channels.Msteams] = new TeamsReply(),
        [Microsoft.Bot.Connector.Channels.Webchat] = WebChat,
        [Microsoft.Bot.Connector.Channels.Directline] = WebChat,
        [Microsoft.Bot.Connector.Channels.Emulator] = new EmulatorReply(),
        ["slack"] = new MarkdownReply(maxLength: 40_000, buttons: 100),
        ["telegram"] = new MarkdownReply(maxLength: 4096, buttons: 100),
        ["email"] = new MarkdownReply(maxLength: MarkdownReply.DefaultLength, buttons: 0),
        ["facebook"] = new PlainTextReply(maxLength: 2000, buttons: 10),
        ["line"] = new PlainTextReply(maxLength: 5000, buttons: 13),
        ["sms"] = new PlainTextReply(maxLength: 1600, buttons: 0),
        ["twilio-sms"] = new PlainTextReply(maxLength: 1600, buttons: 0),
    };

    /// <param name="channelId">As the activity names it; a channel that is not known gets Markdown.</param>
    public static IReplyShaper For(string? channelId) => Known.GetValueOrDefault(channelId ?? "", Markdown);
}
