using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace QaBot.Web.Tests.Channels.Teams;

/// <summary>What Teams documents of the messages that it takes; where it only leaves something out, this refuses.</summary>
internal static partial class TeamsRules
{
    private const string Root = "https://schema.org/Message";
    private const string CardType = "application/vnd.microsoft.card.adaptive";

    public static TeamsRefusal? CheckMessage(JObject activity, bool isPersonal) =>
        2 * activity.ToString(Formatting.None).Length > 100 * 1024 ? TeamsRefusal.TooLarge
        : CheckEntities(activity) ?? CheckButtons(activity, isPersonal) ?? CheckCards(activity) ?? CheckFeedback(activity);

    public static TeamsRefusal? CheckChunk(JObject activity, string streamType)
    {
        var text = (string?)activity["text"];
        if (string.IsNullOrEmpty(text))
            return TeamsRefusal.Bad("Start streaming activities should include text");
        if (streamType == "informative" && text.Length > 1000)
            return TeamsRefusal.Bad("Informative text too long");
        if (2 * text.Length > 100 * 1024)
            return new(403, "ContentStreamNotAllowed", "Message size too large");
        var hasMore = activity["attachments"]?.HasValues == true || activity["channelData"]?["feedbackLoop"] is not null
            || Entities(activity).Any(entity => (string?)entity["type"] == Root);
        return hasMore ? TeamsRefusal.Bad("Only the end of a stream may have attachments, labels, citations and feedback") : null;
    }

    public static IEnumerable<JObject> Entities(JObject activity) => (activity["entities"] as JArray ?? []).OfType<JObject>();

    private static TeamsRefusal? CheckEntities(JObject activity)
    {
        var roots = Entities(activity).Where(entity => (string?)entity["type"] == Root).ToList();
        if (roots.Count > 1)
            return TeamsRefusal.Bad("Multiple root message entities found under entities array");
        if (roots.Count == 0)
            return null;
        var root = roots[0];
        if ((string?)root["@type"] != "Message" || (string?)root["@context"] != "https://schema.org"
            || (root["additionalType"] is { } label && (string?)label.SingleOrDefault() != "AIGeneratedContent"))
            return TeamsRefusal.Bad("Error parsing message entity from entities array");
        var citations = root["citation"] as JArray ?? [];
        if (citations.Count > 20)
            return TeamsRefusal.Bad("Bot message with more than 20 citations");
        var shown = Marker().Matches((string?)activity["text"] ?? "").Select(marker => int.Parse(marker.Groups[1].Value)).ToHashSet();
        var positions = new HashSet<int>();
        return citations.Cast<JObject>().Select(citation => CheckCitation(citation, shown, positions)).FirstOrDefault(refusal => refusal is not null);
    }

    private static TeamsRefusal? CheckCitation(JObject citation, HashSet<int> shown, HashSet<int> positions)
    {
        var position = (int?)citation["position"];
        var isBroken = (string?)citation["@type"] != "Claim" || position is not { } number || !shown.Contains(number) || !positions.Add(number);
        if (citation["appearance"] is not JObject { HasValues: true } appearance)
            return TeamsRefusal.Bad("The appearance object is empty");
        isBroken |= (string?)appearance["@type"] != "DigitalDocument"
            || ((string?)appearance["name"])?.Length is not (> 0 and <= 80)
            || ((string?)appearance["abstract"])?.Length > 160
            || appearance["keywords"]?.Count() > 3 || appearance["keywords"]?.Any(keyword => ((string)keyword!).Length > 28) == true
            || (appearance["url"] is { } url && !Uri.TryCreate((string?)url, UriKind.Absolute, out _))
            || (appearance["text"] is { } text && ((string?)appearance["encodingFormat"] != CardType || !IsCard(JObject.Parse((string)text!)) || ((string)text!).Contains("Action.", StringComparison.Ordinal)));
        return isBroken ? TeamsRefusal.Bad($"Error while parsing citation entity with ID: {position}") : null;
    }

    private static TeamsRefusal? CheckButtons(JObject activity, bool isPersonal)
    {
        var buttons = activity["suggestedActions"]?["actions"] as JArray ?? [];
        if (buttons.Count > (isPersonal ? 3 : 0))
            return TeamsRefusal.Bad("More suggested actions than are shown");
        return buttons.Any(button => (string?)button["type"] is not ("imBack" or "Action.Compose")) ? TeamsRefusal.Bad("Unknown type of suggested action") : null;
    }

    private static TeamsRefusal? CheckCards(JObject activity)
    {
        foreach (var attachment in activity["attachments"] as JArray ?? [])
        {
            if ((string?)attachment["contentType"] != CardType || attachment["content"] is not JObject card || !IsCard(card))
                return TeamsRefusal.Bad("Unknown attachment type");
            if (Encoding.UTF8.GetByteCount(card.ToString(Formatting.None)) > 28 * 1024)
                return TeamsRefusal.TooLarge;
        }

        return null;
    }

    private static bool IsCard(JObject card) =>
        (string?)card["type"] == "AdaptiveCard" && Version.TryParse((string?)card["version"], out var version) && version <= new Version(1, 5) && card["body"]?.HasValues == true;

    private static TeamsRefusal? CheckFeedback(JObject activity) =>
        activity["channelData"]?["feedbackLoop"] is { } loop && (string?)loop["type"] is not ("default" or "custom") ? TeamsRefusal.Bad("Unknown feedback loop") : null;

    [GeneratedRegex(@"\[([0-9]{1,4})\]")]
    private static partial Regex Marker();
}
