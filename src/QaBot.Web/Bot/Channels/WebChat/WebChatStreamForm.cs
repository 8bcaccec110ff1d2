using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using QaBot.Answering;

namespace QaBot.Web.Bot.Channels.WebChat;

/// <summary>An answer that is being written, as Direct Line and Web Chat take it: what an activity is stands in <c>channelData</c>.</summary>
public sealed class WebChatStreamForm : IStreamForm
{
    public TimeSpan Longest => Timeout.InfiniteTimeSpan;

    public TimeSpan Pace => TimeSpan.Zero;

    public int MaxText => int.MaxValue;

    public TimeSpan IntervalOf(BotOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.StreamInterval;
    }

    public Activity Informative(string text) => Typing(text, new JObject { ["streamType"] = "informative", ["streamSequence"] = 1 });

    public Activity Chunk(string streamId, int sequence, string text) =>
        Typing(MarkdownText.WithoutAddresses(text), new JObject { ["streamId"] = streamId, ["streamType"] = "streaming", ["streamSequence"] = sequence });

    public Activity Ending(string streamId, Activity message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var data = message.ChannelData as JObject ?? [];
        data["streamId"] = streamId;
        data["streamType"] = "final";
        message.ChannelData = data;
        return message;
    }

    public bool IsEnding(Activity message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.ChannelData is JObject data && data.ContainsKey("streamId");
    }

    public Activity Alone(Activity message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.ChannelData is JObject data)
        {
            data.Remove("streamId");
            data.Remove("streamType");
        }

        return message;
    }

    /// <summary>Its channels have no codes for it.</summary>
    public StreamRefusal Read(ErrorResponseException refusal) => StreamRefusal.Once;

    private static Activity Typing(string text, JObject channelData) => new()
    {
        Type = ActivityTypes.Typing,
        TextFormat = TextFormatTypes.Markdown,
        Text = text,
        ChannelData = channelData,
    };
}
