using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using QaBot.Answering;

namespace QaBot.Web.Bot.Channels;

/// <summary>An answer as a schema.org message, in which Teams and Web Chat look for citations.</summary>
internal static class SchemaMessage
{
    /// <summary>Teams refuses a message with more.</summary>
    public const int MaxCitations = 20;

    /// <summary>Teams shows no more of a title.</summary>
    public const int NameLength = 80;

    private const int AbstractLength = 160;

    /// <param name="citations">As <see cref="Citation"/> made them.</param>
    public static Entity Of(AnswerKind kind, IEnumerable<JObject> citations)
    {
        var message = new JObject
        {
            ["@type"] = "Message",
            ["@context"] = "https://schema.org",
            ["@id"] = "",
            ["citation"] = new JArray(citations),
        };
        if (kind == AnswerKind.Cited)
            message["additionalType"] = new JArray("AIGeneratedContent");
        return new Entity { Type = "https://schema.org/Message", Properties = message };
    }

    /// <summary>For a client of which it is not known whether it reads citations: within the limits of those that do.</summary>
    public static Entity ForOthers(AnswerReply reply) => Of(reply.Answer.Kind, reply.Answer.Citations.Take(MaxCitations)
        .Select(citation => Citation(citation, NameLength, AnswerText.UrlOf(citation, reply.SourcesUrl))));

    /// <param name="nameLength">The longest name of an article, in UTF-16 units.</param>
    /// <param name="url">Null for none.</param>
    public static JObject Citation(Citation citation, int nameLength, string? url)
    {
        var document = new JObject
        {
            ["@type"] = "DigitalDocument",
            ["name"] = MarkdownText.Shorten(citation.Article.DisplayName, nameLength),
            ["abstract"] = MarkdownText.Shorten(citation.Quote, AbstractLength),
        };
        if (url is not null)
            document["url"] = url;
        return new JObject { ["@type"] = "Claim", ["position"] = citation.Number, ["appearance"] = document };
    }
}
