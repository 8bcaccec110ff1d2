using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using QaBot.Review;

namespace QaBot.Web.Bot.Channels.WebChat;

/// <summary>The thumbs under an answer, as schema.org actions: a click sends back only the action, so its id names the answer.</summary>
public static partial class RatingActions
{
    public static IReadOnlyList<JObject> For(string answerId) => [Action("LikeAction", answerId, "like"), Action("DislikeAction", answerId, "dislike")];

    /// <returns>Which answer got what; null when it is none of these actions.</returns>
    public static (string AnswerId, Reaction Reaction)? Read(string? type, string? id)
    {
        var match = Id().Match(id ?? "");
        if (!match.Success)
            return null;
        var answer = match.Groups["answer"].Value;
        return (type, match.Groups["reaction"].Value) switch
        {
            ("LikeAction", "like") => (answer, Reaction.Like),
            ("DislikeAction", "dislike") => (answer, Reaction.Dislike),
            _ => null,
        };
    }

    private static JObject Action(string type, string answerId, string reaction) =>
        new() { ["@type"] = type, ["@id"] = $"urn:qabot:answer:{answerId}:{reaction}" };

    [GeneratedRegex(@"\Aurn:qabot:answer:(?<answer>[0-9a-zA-Z-]{1,64}):(?<reaction>like|dislike)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
