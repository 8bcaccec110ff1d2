using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Bot.Channels;

/// <summary>
/// Adaptive Cards of version 1.5 and their parts. All text stands in text runs, which no client reads as Markdown or HTML: what a source, a model or a user wrote
/// shows as it stands.
/// </summary>
internal static class Card
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    public static Attachment Of(IEnumerable<JObject> body) => new(ContentType, content: Json(body));

    public static JObject Json(IEnumerable<JObject> body, params JObject[] actions)
    {
        var card = new JObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["body"] = new JArray(body),
        };
        if (actions.Length > 0)
            card["actions"] = new JArray(actions.Cast<object>().ToArray());
        return card;
    }

    /// <summary>Whether the channel's clients show such cards.</summary>
    public static bool IsShownOn(string? channelId) => channelId is Microsoft.Bot.Connector.Channels.Emulator or Microsoft.Bot.Connector.Channels.Msteams
        or Microsoft.Bot.Connector.Channels.Webchat or Microsoft.Bot.Connector.Channels.Directline;

    /// <summary>One block for each line that is not empty.</summary>
    public static IEnumerable<JObject> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => Text(line));

    public static JObject Text(string text, bool isBold = false, bool isSubtle = false, bool isMonospace = false)
    {
        var run = new JObject { ["type"] = "TextRun", ["text"] = text };
        if (isBold)
            run["weight"] = "Bolder";
        if (isSubtle)
            (run["isSubtle"], run["size"]) = (true, "Small");
        if (isMonospace)
            (run["fontType"], run["size"]) = ("Monospace", "Small");
        return new JObject { ["type"] = "RichTextBlock", ["inlines"] = new JArray(run) };
    }
}
