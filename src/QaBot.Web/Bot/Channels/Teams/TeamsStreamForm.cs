using System.Net;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using QaBot.Answering;

namespace QaBot.Web.Bot.Channels.Teams;

/// <summary>
/// An answer that is being written, as Teams takes it: <c>streaminfo</c> entities, at most one request a second, two minutes in all.
/// </summary>
public sealed class TeamsStreamForm : IStreamForm
{
    /// <summary>The error code of every refusal to go on; only its message tells why.</summary>
    public const string NotAllowed = "ContentStreamNotAllowed";

    private const string InfoType = "streaminfo";
    private const int InformativeLength = 1000;

    /// <summary>Teams takes two minutes; the end must arrive within them.</summary>
    public TimeSpan Longest => TimeSpan.FromSeconds(115);

    public TimeSpan Pace => TimeSpan.FromSeconds(1);

    /// <summary>In UTF-16, below what a whole message may have.</summary>
    public int MaxText => 32 * 1024;

    public TimeSpan IntervalOf(BotOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.TeamsStreamInterval;
    }

    public Activity Informative(string text) =>
        Typing(MarkdownText.Shorten(text, InformativeLength), new JObject { ["streamType"] = "informative", ["streamSequence"] = 1 });

    public Activity Chunk(string streamId, int sequence, string text) => Typing(
        TeamsText.WithoutAddresses(text), new JObject { ["streamId"] = streamId, ["streamType"] = "streaming", ["streamSequence"] = sequence });

    public Activity Ending(string streamId, Activity message)
    {
        ArgumentNullException.ThrowIfNull(message);
        message.Entities = [.. message.Entities ?? [], StreamInfo(new JObject { ["streamId"] = streamId, ["streamType"] = "final" })];
        return message;
    }

    public bool IsEnding(Activity message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Entities?.Any(IsStreamInfo) == true;
    }

    public Activity Alone(Activity message)
    {
        ArgumentNullException.ThrowIfNull(message);
        message.Entities = [.. (message.Entities ?? []).Where(entity => !IsStreamInfo(entity))];
        return message;
    }

    public StreamRefusal Read(ErrorResponseException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        if (refusal.Response?.StatusCode == HttpStatusCode.TooManyRequests)
            return StreamRefusal.TooFast;
        if (refusal.Body?.Error?.Code == NotAllowed)
            return OfMessage(refusal.Body.Error.Message ?? "");
        // A message that is too large may be sent again when it is smaller.
        if (refusal.Response?.StatusCode == HttpStatusCode.RequestEntityTooLarge)
            return StreamRefusal.Once;
        return refusal.Response?.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError ? StreamRefusal.Ended : StreamRefusal.Once;
    }

    private static StreamRefusal OfMessage(string message) =>
        message.Contains("cancel", StringComparison.OrdinalIgnoreCase) ? StreamRefusal.Stopped
        : message.Contains("already completed", StringComparison.OrdinalIgnoreCase) ? StreamRefusal.Completed
        : StreamRefusal.Ended;

    private static Activity Typing(string text, JObject info) => new()
    {
        Type = ActivityTypes.Typing,
        Text = text,
        Entities = [StreamInfo(info)],
    };

    private static Entity StreamInfo(JObject info) => new() { Type = InfoType, Properties = info };

    private static bool IsStreamInfo(Entity entity) => entity.Type == InfoType;
}
