using System.Text;
using QaBot.Web.Bot.Channels.Teams;
using QaBot.Web.Bot.Channels.WebChat;

namespace QaBot.Web.Bot.Channels;

/// <summary>Which channel gets which form.</summary>
/// <remarks>
/// A length is the lowest that was found documented: Telegram's Bot API takes 4,096 characters; Slack recommends 4,000 (it cuts at 40,000); LINE took
/// 2,000 before it took 5,000, in UTF-16 units; Twilio takes 1,600 and counts letters of several bytes more than once. For Messenger 2,000 is named
/// everywhere but in Meta's present pages. None was tried; a message that a channel still refuses for its size is sent smaller. Buttons are shown where the
/// Bot Framework's dialogs show them as such, but not in Messenger and LINE, whose buttons have room for 20 characters: no question fits.
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
        ["slack"] = new MarkdownReply(maxLength: 4000, buttons: 0),
        ["telegram"] = new MarkdownReply(maxLength: 4096, buttons: 3),
        ["email"] = new MarkdownReply(maxLength: MarkdownReply.DefaultLength, buttons: 0),
        ["facebook"] = new PlainTextReply(Encoding.UTF8.GetByteCount, maxSize: 2000),
        ["line"] = new PlainTextReply(text => text.Length, maxSize: 2000),
        ["sms"] = new PlainTextReply(Encoding.UTF8.GetByteCount, maxSize: 1600),
        ["twilio-sms"] = new PlainTextReply(Encoding.UTF8.GetByteCount, maxSize: 1600),
    };

    /// <param name="channelId">As the activity names it; a channel that is not known gets Markdown.</param>
    public static IReplyShaper For(string? channelId) => Known.GetValueOrDefault(channelId ?? "", Markdown);
}
