using System.Globalization;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using QaBot.Answering;
using QaBot.Web.Sources;

namespace QaBot.Web.Bot.Channels.WebChat;

/// <summary>
/// An answer as Web Chat shows it best: Markdown whose link reference definitions become its list of sources, a schema.org message with
/// thumbs, and <c>channelData.qabot</c> with everything that a page may want to show beside the chat.
/// </summary>
public sealed class WebChatReply : IReplyShaper
{
    private const int TitleLength = 200;
    private const int MostNearest = 3;

    /// <summary>Azure's Direct Line takes 256 KB; in UTF-8, with what the channel adds.</summary>
    private const int Bytes = 240 * 1024;

    private static readonly WebChatStreamForm Stream = new();

    public bool OffersFollowUps => true;

    public int MaxSize => Bytes;

    public int ButtonsIn(ConversationAccount? conversation) => 10;

    public IStreamForm? StreamIn(ConversationAccount? conversation) => Stream;

    public int SizeOf(Activity message) => AnswerCards.BytesOf(JObject.FromObject(message));

    public Activity Shape(AnswerReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var most = Math.Min(MaxSize, reply.MaxSize ?? MaxSize);
        // Almost every answer; to write it down twice would cost each turn.
        return Bound(reply.Answer) <= most ? Form(reply) : Shortening.Fit(reply, Form, message => SizeOf(message) <= most);
    }

    /// <summary>More bytes than a message of the answer can have: a character takes six at the most, and everything stands in it four times at the most.</summary>
    private static long Bound(Answer answer) => 4096 + (24 * (
        answer.Text.Length + answer.Question.Text.Length + answer.Claims.Sum(claim => 100L + claim.Text.Length + claim.Grounding.Reason.Length)
        + answer.Citations.Sum(citation => 200L + citation.Quote.Length + citation.Article.Name.Length + citation.Article.DisplayName.Length)
        + answer.Disagreements.Sum(disagreement => 100L + disagreement.About.Length + disagreement.Values.Sum(value => 50L + value.Value.Length))));

    private static Activity Form(AnswerReply reply) => new()
    {
        Type = ActivityTypes.Message,
        TextFormat = TextFormatTypes.Markdown,
        InputHint = InputHints.AcceptingInput,
        Text = Text(reply),
        SuggestedActions = QuestionButtons.For(reply.Suggestions),
        Entities = reply.Answer.Kind == AnswerKind.Conversational ? [] : [Message(reply)],
        ChannelData = new JObject { ["qabot"] = Details(reply) },
    };

    private static string Text(AnswerReply reply)
    {
        var text = AnswerText.Of(reply);
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
        var message = SchemaMessage.Of(reply.Answer.Kind, reply.Answer.Citations.Select(citation => Claim(citation, reply.SourcesUrl)));
        if (reply.RecordId is { } id)
            message.Properties["potentialAction"] = new JArray(RatingActions.For(id));
        return message;
    }

    private static JObject Claim(Citation citation, Uri? sourcesUrl)
    {
        var claim = SchemaMessage.Citation(citation, TitleLength, UrlOf(citation, sourcesUrl));
        // Shown as Markdown.
        claim["appearance"]!["text"] = MarkdownText.WithoutAddresses(MarkdownText.Plain(citation.Quote));
        return claim;
    }

    private static JObject Details(AnswerReply reply)
    {
        var answer = reply.Answer;
        var details = new JObject
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
        if (answer.Degraded is { } degraded)
            details["degraded"] = new JObject { ["kind"] = degraded.Name, ["reason"] = degraded.Reason };
        return details;
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
        .Select(article => new JObject { ["article"] = article.Name, ["title"] = article.DisplayName, ["url"] = ArticleUrl.Of(article.Name) }));

    private static string? UrlOf(Citation citation, Uri? sourcesUrl) => sourcesUrl is null ? null : ArticleUrl.On(sourcesUrl, PathOf(citation));

    private static string PathOf(Citation citation) => ArticleUrl.AtQuote(citation.Article.Name, citation.Span);

    private static string KindName(AnswerKind kind) => kind switch
    {
        AnswerKind.Cited => "cited",
        AnswerKind.Refused => "refused",
        _ => "conversational",
    };
}
