using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace QaBot.DirectLine;

/// <summary>What of an activity a client decides itself. Who sent it, to whom, where and when is for the host to say.</summary>
internal static class ClientActivity
{
    public const string AttachmentsNotSupported = "AttachmentsNotSupported";

    private const int LongestName = 100;

    private static readonly HashSet<string> Types = ["message", "messageReaction", "event", "typing", "invoke"];

    private static readonly string[] Members =
    [
        "type", "text", "textFormat", "speak", "inputHint", "summary", "locale", "localTimestamp", "localTimezone", "name", "value", "valueType", "label",
        "entities", "channelData", "code", "importance", "replyToId", "reactionsAdded", "reactionsRemoved",
    ];

    private static readonly string[] Texts = ["text", "name", "locale", "replyToId"];

    public static Problem NoAttachments(int status) =>
        new(status, AttachmentsNotSupported, "Attachments are not supported: send the message without files.");

    /// <returns>A new activity of the members that clients may set; null with the problem when it is not one that they may send.</returns>
    public static JsonObject? Take(JsonObject sent, out Problem? problem)
    {
        problem = Check(sent);
        if (problem is not null)
            return null;
        var activity = new JsonObject();
        foreach (var member in Members)
        {
            if (sent[member] is { } value)
                activity[member] = value.DeepClone();
        }

        if (sent.Object("from")?.Text("name") is { Length: > 0 and <= LongestName } name)
            activity["from"] = new JsonObject { ["name"] = name };
        return activity;
    }

    private static Problem? Check(JsonObject sent)
    {
        if (sent.Text("type") is not { } type || !Types.Contains(type))
            return Problem.BadArgument($"The activity's type must be one of {string.Join(", ", Types)}.");
        if (sent["attachments"] is JsonArray { Count: > 0 })
            return NoAttachments(StatusCodes.Status400BadRequest);
        if (Texts.FirstOrDefault(name => sent[name] is not null && sent.Text(name) is null) is { } wrong)
            return Problem.BadArgument($"The activity's {wrong} must be a string.");
        if (sent["channelData"] is not (null or JsonObject))
            return Problem.BadArgument("The activity's channelData must be an object.");
        return sent["entities"] is null or JsonArray ? null : Problem.BadArgument("The activity's entities must be an array.");
    }
}
