using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using QaBot.Answering;

namespace QaBot.Web.Bot.Channels;

/// <summary>
/// The activities that show an answer while it is being written, as Direct Line and Web Chat take them: what they are stands in
/// <c>channelData</c>. The first one's id, as the channel gives it, names the stream.
/// </summary>
public static class StreamActivity
{
    /// <summary>The first one: what is being done.</summary>
    public static Activity Informative(string text) => Typing(text, new JObject { ["streamType"] = "informative", ["streamSequence"] = 1 });

    /// <summary>The text so far, in which only citations may become links.</summary>
    /// <param name="sequence">From 2, growing.</param>
    public static Activity Chunk(string streamId, int sequence, string text) =>
        Typing(MarkdownText.WithoutAddresses(text), new JObject { ["streamId"] = streamId, ["streamType"] = "streaming", ["streamSequence"] = sequence });

    /// <summary>Takes back what was shown: no message follows.</summary>
    public static Activity Withdrawn(string streamId) => Ending(streamId, new Activity { Type = ActivityTypes.Typing });

    /// <summary>Makes of a message the one that takes the place of what was shown.</summary>
    /// <returns>The same activity.</returns>
    public static Activity Ending(string streamId, Activity message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var data = message.ChannelData as JObject ?? [];
        data["streamId"] = streamId;
        data["streamType"] = "final";
        message.ChannelData = data;
        return message;
    }

    private static Activity Typing(string text, JObject channelData) => new()
    {
        Type = ActivityTypes.Typing,
        TextFormat = TextFormatTypes.Markdown,
        Text = text,
        ChannelData = channelData,
    };
}
