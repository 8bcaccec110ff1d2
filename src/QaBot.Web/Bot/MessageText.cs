using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using QaBot.Web.Bot.Channels;

namespace QaBot.Web.Bot;

/// <summary>What a user wrote, without what the channel added to it.</summary>
public static class MessageText
{
    // Each makes one pass over the text; nobody writes to a bot under more names.
    private const int MostMentions = 20;

    /// <returns>The text without mentions of the bot and without white space at its ends; empty when there is none.</returns>
    public static string Of(IMessageActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var text = activity.Text ?? "";
        foreach (var mention in MentionsOfBot(activity).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostMentions))
            text = text.Replace(mention, " ", StringComparison.OrdinalIgnoreCase);
        return ReplyShapers.For(activity.ChannelId).Decode(text).Trim();
    }

    private static IEnumerable<string> MentionsOfBot(IMessageActivity activity)
    {
        foreach (var entity in activity.Entities ?? [])
        {
            if (entity?.Type != "mention" || entity.Properties?["mentioned"] is not JObject mentioned || Text(mentioned["id"]) != activity.Recipient?.Id)
                continue;
            var mention = Text(entity.Properties["text"]) ?? $"<at>{Text(mentioned["name"])}</at>";
            if (mention.Length > 0)
                yield return mention;
        }
    }

    private static string? Text(JToken? token) => token is JValue { Type: JTokenType.String } value ? (string?)value : null;
}
