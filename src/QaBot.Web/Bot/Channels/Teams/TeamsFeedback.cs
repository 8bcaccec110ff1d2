using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using QaBot.Answering;
using QaBot.Review;

namespace QaBot.Web.Bot.Channels.Teams;

/// <summary>
/// The thumbs below an answer in Teams: a click asks for a form (<c>message/fetchTask</c>), and the form is handed in
/// (<c>message/submitAction</c>). Nothing in them is believed but what they must hold.
/// </summary>
internal static class TeamsFeedback
{
    public const string Fetch = "message/fetchTask";
    public const string Submit = "message/submitAction";

    private const int MaxIdLength = 200;
    private const int MaxDepth = 16;

    private static readonly (string Value, FeedbackReason Reason)[] Reasons =
    [
        ("accurate", FeedbackReason.Accurate),
        ("wrong", FeedbackReason.Wrong),
        ("citation", FeedbackReason.CitationDoesNotSupport),
        ("missing", FeedbackReason.Missing),
    ];

    /// <returns>Null when it is neither of the two.</returns>
    public static FeedbackInvoke? Read(IInvokeActivity activity)
    {
        if (activity.Name is not (Fetch or Submit))
            return null;
        // The documentation has the action in the value, newer clients in its data.
        var value = activity.Value as JObject;
        var action = value?["data"] as JObject ?? value;
        if (Text(action?["actionName"]) != "feedback" || action!["actionValue"] is not JObject actionValue)
            return Refused("The value is no feedback: it needs the actionName 'feedback' and an actionValue.");
        if (ReactionOf(Text(actionValue["reaction"])) is not { } reaction)
            return Refused("The feedback's reaction must be 'like' or 'dislike'.");
        return activity.Name == Fetch
            ? new FeedbackInvoke(StatusCodes.Status200OK, Form(reaction, PhrasesOf(activity)))
            : Submitted(activity, reaction, actionValue["feedback"]);
    }

    private static FeedbackInvoke Submitted(IInvokeActivity activity, Reaction reaction, JToken? feedback)
    {
        if (activity.ReplyToId is { Length: > MaxIdLength })
            return Refused("The feedback's 'replyToId' is too long.");
        var (reason, comment) = Said(feedback);
        // Teams says to which message; the Playground does not. Anything but an empty object in answer is an error to both.
        var message = string.IsNullOrEmpty(activity.ReplyToId) ? null : activity.ReplyToId;
        return new FeedbackInvoke(StatusCodes.Status200OK, [], new Rating(null, reaction, comment) { MessageId = message, Reason = reason });
    }

    /// <summary>QaBot's form and Teams' own hand in JSON in a string; it may also be JSON or just words.</summary>
    private static (FeedbackReason? Reason, string? Comment) Said(JToken? feedback)
    {
        var form = feedback as JObject;
        if (form is null && Text(feedback) is { } text && (form = Parse(text)) is null)
            return (null, text);
        return (ReasonOf(Text(form?["reason"])), Text(form?["comment"]) ?? Text(form?["feedbackText"]));
    }

    private static JObject? Parse(string text)
    {
        if (!text.TrimStart().StartsWith('{'))
            return null;
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { MaxDepth = MaxDepth, DateParseHandling = DateParseHandling.None };
            return JObject.Load(reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JObject Form(Reaction reaction, Phrasebook phrases) => new()
    {
        ["task"] = new JObject
        {
            ["type"] = "continue",
            ["value"] = new JObject
            {
                ["title"] = phrases.FeedbackTitle,
                ["height"] = "medium",
                ["width"] = "medium",
                ["card"] = new JObject { ["contentType"] = Channels.Card.ContentType, ["content"] = Card(reaction, phrases) },
            },
        },
    };

    private static JObject Card(Reaction reaction, Phrasebook phrases)
    {
        var reasons = new JObject
        {
            ["type"] = "Input.ChoiceSet",
            ["id"] = "reason",
            ["label"] = phrases.FeedbackQuestion,
            ["style"] = "expanded",
            ["wrap"] = true,
            ["choices"] = new JArray(Reasons.Select(item => new JObject { ["title"] = phrases.FeedbackChoice(item.Reason), ["value"] = item.Value })),
        };
        if (reaction == Reaction.Like)
            reasons["value"] = "accurate";
        return Channels.Card.Json(
        [
            reasons,
            new JObject
            {
                ["type"] = "Input.Text",
                ["id"] = "comment",
                ["label"] = phrases.FeedbackComment,
                ["isMultiline"] = true,
                ["maxLength"] = AnswerFeedback.MaxComment,
            },
        ],
        new JObject { ["type"] = "Action.Submit", ["title"] = phrases.FeedbackSend });
    }

    private static Phrasebook PhrasesOf(IInvokeActivity activity)
    {
        var locale = (activity as Activity)?.Locale ?? activity.Entities?.FirstOrDefault(entity => entity?.Type == "clientInfo")?.Properties?["locale"] switch
        {
            JValue { Type: JTokenType.String } value => (string?)value,
            _ => null,
        };
        return Phrasebook.For(LanguageDetector.OfLocale(locale));
    }

    private static FeedbackInvoke Refused(string reason) =>
        new(StatusCodes.Status400BadRequest, new JObject { ["error"] = new JObject { ["code"] = "BadArgument", ["message"] = reason } });

    private static Reaction? ReactionOf(string? name) => name switch
    {
        "like" => Reaction.Like,
        "dislike" => Reaction.Dislike,
        _ => null,
    };

    private static FeedbackReason? ReasonOf(string? value) =>
        Array.FindIndex(Reasons, item => item.Value == value) is >= 0 and var found ? Reasons[found].Reason : null;

    private static string? Text(JToken? token) => token is JValue { Type: JTokenType.String } value ? (string?)value : null;
}
