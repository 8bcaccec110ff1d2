using System.Text.Json.Nodes;

namespace QaBot.DirectLine;

/// <summary>One activity as clients see it.</summary>
/// <param name="Sequence">Its place in the conversation, from 1; also the watermark of a client that has seen it.</param>
/// <param name="Stream">The stream that it belongs to, named by the id of the first activity of it; null outside of a stream.</param>
internal sealed record LoggedActivity(long Sequence, string Id, string Timestamp, string Type, string? Sender, string? Stream, bool IsFinal, byte[] Json)
{
    public bool IsTyping => Type == "typing";

    public static LoggedActivity From(long sequence, JsonObject activity)
    {
        var id = activity.Text("id")!;
        var streaming = activity.Object("channelData");
        var streamType = streaming?.Text("streamType");
        return new LoggedActivity(
            sequence, id, activity.Text("timestamp")!, activity.Text("type")!, activity.Object("from")?.Text("id"),
            streamType is null ? null : streaming!.Text("streamId") ?? id, streamType == "final", activity.ToUtf8());
    }

    /// <summary>Whether this is the end of a stream that <paramref name="later"/> is a piece of.</summary>
    public bool Ends(LoggedActivity later) => IsFinal && later.IsTyping && later.Stream is not null && later.Stream == Stream && later.Sender == Sender;

    /// <summary>
    /// Whether a client that has not seen <paramref name="earlier"/> yet need not see it any more. A stream's text is cumulative, so
    /// its last message says all of it; a plain "typing" is over with the sender's message.
    /// </summary>
    public bool Supersedes(LoggedActivity earlier)
    {
        if (earlier.Id == Id)
            return true;
        if (Type != "message" || !earlier.IsTyping || earlier.Sender != Sender)
            return false;
        return earlier.Stream is null || (IsFinal && earlier.Stream == Stream);
    }
}
