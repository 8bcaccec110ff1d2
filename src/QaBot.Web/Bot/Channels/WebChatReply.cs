using System.Globalization;
using System.Text;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using QaBot.Answering;

namespace QaBot.Web.Bot.Channels;

/// <summary>
/// An answer as Web Chat shows it best: Markdown whose link reference definitions become its list of sources, a schema.org message with
/// thumbs, and <c>channelData.qabot</c> with everything that a page may want to show beside the chat.
/// </summary>
public sealed class WebChatReply : IReplyShaper
{
    private const int AbstractLength = 160;
    private const int TitleLength = 200;
    private const int MostNearest = 3;

    public bool IsLive => true;

    public Activity Shape(AnswerReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return new Activity
        {
            Type = ActivityTypes.Message,
            TextFormat = TextFormatTypes.Markdown,
            InputHint = InputHints.AcceptingInput,
            Text = Text(reply),
            SuggestedActions = QuestionButtons.For(reply.Suggestions),
            Entities = reply.Answer.Kind == AnswerKind.Conversational ? [] : [Message(reply)],
            ChannelData = new JObject { ["qabot"] = Details(reply) },
        };
    }

    private static string Text(AnswerReply reply)
    {
        var text = new StringBuilder(MarkdownText.WithoutAddresses(AnswerText.Of(reply.Answer).ToString()));
        var separator = "\n\n";
        foreach (var citation in reply.Answer.Citations)
        {
            var target = UrlOf(citation, reply.SourcesUrl) ?? string.Create(CultureInfo.InvariantCulture, $"cite:{citation.Number}");
            var title = MarkdownText.Title(MarkdownText.Shorten(citation.Article.DisplayName, TitleLength));
            text.Append(CultureInfo.InvariantCulture, $"{separator}[{citation.Number}]: {target} \"{title}\"");
            separator = "\n";
        }

        return text.ToString();
    }

    private static Entity Message(AnswerReply reply)
    {
        var message = new JObject
        {
            ["@type"] = "Message",
            ["@context"] = "https://schema.org",
            ["@id"] = "",
            ["citation"] = new JArray(reply.Answer.Citations.Select(citation => Claim(citation, reply.SourcesUrl))),
        };
        if (reply.Answer.Kind == AnswerKind.Cited)
            message["additionalType"] = new JArray("AIGeneratedContent");
        if (reply.RecordId is { } id)
            message["potentialAction"] = new JArray(RatingActions.For(id));
        return new Entity { Type = "https://schema.org/Message", Properties = message };
    }

    private static JObject Claim(Citation citation, Uri? sourcesUrl)
    {
        var document = new JObject
        {
            ["@type"] = "DigitalDocument",
            ["name"] = MarkdownText.Shorten(citation.Article.DisplayName, TitleLength),
            ["abstract"] = MarkdownText.Shorten(citation.Quote, AbstractLength),
            // Shown as Markdown.
            ["text"] = MarkdownText.Plain(citation.Quote),
        };
        if (UrlOf(citation, sourcesUrl) is { } url)
            document["url"] = url;
        return new JObject { ["@type"] = "Claim", ["position"] = citation.Number, ["appearance"] = document };
    }

    private static JObject Details(AnswerReply reply)
    {
        var answer = reply.Answer;
        return new JObject
        {
            ["answerId"] = reply.RecordId,
            ["question"] = answer.Question.Text,
            ["kind"] = KindName(answer.Kind),
            ["refused"] = answer.Refused,
            ["reason"] = answer.Reason,
            ["model"] = answer.Model,
            ["stopped"] = reply.IsStopped,
            ["claims"] = new JArray(answer.Claims.Select(Details)),
            ["citations"] = new JArray(answer.Citations.Select(Details)),
            ["disagreements"] = new JArray(answer.Disagreements.Select(Details)),
            ["nearest"] = answer.Refused ? Nearest(answer) : [],
        };
    }

    private static JObject Details(Claim claim) => new()
    {
        ["text"] = claim.Text,
        ["citations"] = new JArray(claim.Citations),
        ["verdict"] = AnswerJson.VerdictName(claim.Grounding.Verdict),
        ["score"] = Math.Round(claim.Grounding.Score, 4),
        ["reason"] = claim.Grounding.Reason,
    };

    private static JObject Details(Citation citation) => new()
    {
        ["n"] = citation.Number,
        ["article"] = citation.Article.Name,
        ["title"] = citation.Article.DisplayName,
        ["quote"] = citation.Quote,
        ["start"] = citation.Span.Start,
        ["end"] = citation.Span.End,
        ["url"] = PathOf(citation),
    };

    private static JObject Details(Disagreement disagreement) => new()
    {
        ["about"] = disagreement.About,
        ["values"] = new JArray(disagreement.Values.Select(value => new JObject { ["value"] = value.Value, ["citation"] = value.Citation })),
    };

    private static JArray Nearest(Answer answer) => new(answer.Retrieved.Select(item => item.Passage.Article).Distinct().Take(MostNearest)
        .Select(article => new JObject { ["article"] = article.Name, ["title"] = article.DisplayName, ["url"] = SourcePath.Of(article) }));

    private static string? UrlOf(Citation citation, Uri? sourcesUrl) => sourcesUrl is null ? null : SourcePath.At(sourcesUrl, PathOf(citation));

    private static string PathOf(Citation citation) => SourcePath.Of(citation.Article, citation.Span) + "#quote";

    private static string KindName(AnswerKind kind) => kind switch
    {
        AnswerKind.Cited => "cited",
        AnswerKind.Refused => "refused",
        _ => "conversational",
    };
}
