using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using QaBot.Review;
using QaBot.Web.Bot.Channels.WebChat;

namespace QaBot.Web.Bot;

/// <summary>Reads the events by which clients tell what a user thinks of an answer. Nothing in them is believed but what they must hold.</summary>
public static class FeedbackEvents
{
    /// <summary>With a comment, from QaBot's own page.</summary>
    public const string Feedback = "qabot/feedback";

    /// <summary>From the thumbs that Web Chat shows; its first entity is the action that was clicked.</summary>
    public const string WebChatFeedback = "webchat:activity-status/feedback";

    private const int MaxIdLength = 64;

    /// <returns>Null when the event is not understood.</returns>
    public static Rating? Read(IEventActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity.Name switch
        {
            Feedback => ReadValue(activity.Value as JObject),
            WebChatFeedback => ReadAction(activity.Entities?.FirstOrDefault()),
            _ => null,
        };
    }

    private static Rating? ReadValue(JObject? value)
    {
        if (Text(value?["answerId"]) is not { Length: > 0 and <= MaxIdLength } id)
            return null;
        return Text(value!["reaction"]) switch
        {
            "like" => new Rating(id, Reaction.Like, Text(value["comment"])),
            "dislike" => new Rating(id, Reaction.Dislike, Text(value["comment"])),
            _ => null,
        };
    }

    private static Rating? ReadAction(Entity? action) =>
        RatingActions.Read(Text(action?.Properties?["@type"]), Text(action?.Properties?["@id"])) is var (id, reaction) ? new Rating(id, reaction) : null;

    private static string? Text(JToken? token) => token is JValue { Type: JTokenType.String } value ? (string?)value : null;
}
