using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using QaBot.Answering;
using QaBot.Articles;

namespace QaBot.Web.Bot.Channels.Teams;

/// <summary>
/// An answer as Microsoft Teams shows it best: one schema.org message with a citation for every <c>[n]</c>, the mark of generated text, and
/// thumbs that open a form.
/// </summary>
/// <remarks>
/// The mark is on what a model or an extract says of the sources; fixed phrases of QaBot, refusals among them, have none. Cards are added
/// only for what citations cannot show: all sources where there are more than Teams takes, and values that differ side by side. Teams
/// supports no suggested questions beside attachments; such an answer goes without them.
/// </remarks>
public sealed class TeamsReply : IReplyShaper
{
    /// <summary>In bytes of UTF-16, as Teams counts: it takes 100 KB with what it adds, and 80 KB are safe; the rest is for the addresses.</summary>
    public const int Bytes = 76 * 1024;

    private const int QuoteLength = 1000;
    private const int MostKeywords = 3;
    private const int KeywordLength = 28;

    private static readonly TeamsStreamForm Stream = new();

    // As the connector's client writes it.
    private static readonly JsonSerializerSettings WithoutNulls = new() { NullValueHandling = NullValueHandling.Ignore };

    public bool OffersFollowUps => true;

    public int MaxSize => Bytes;

    public int ButtonsIn(ConversationAccount? conversation) => IsPersonal(conversation) ? 3 : 0;

    public IStreamForm? StreamIn(ConversationAccount? conversation) => IsPersonal(conversation) ? Stream : null;

    /// <summary>Nobody sees it in a team's channel, and the Agents Playground, which knows the channel but not the post, stops showing messages.</summary>
    public bool ShowsTypingIn(ConversationAccount? conversation) => conversation?.ConversationType != "channel";

    public string Decode(string text) => TeamsText.Decode(text);

    public FeedbackInvoke? ReadFeedback(IInvokeActivity activity) => TeamsFeedback.Read(activity);

    public int SizeOf(Activity message) => 2 * JsonConvert.SerializeObject(message, WithoutNulls).Length;

    public Activity Shape(AnswerReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var most = Math.Min(MaxSize, reply.MaxSize ?? MaxSize);
        var whole = Form(reply, QuoteLength);
        if (SizeOf(whole) <= most)
            return whole;
        // Each quote's beginning is in the citation itself.
        return Shortening.Fit(reply, part => Form(part, quoteLength: 0), message => SizeOf(message) <= most);
    }

    private static bool IsPersonal(ConversationAccount? conversation) =>
        conversation?.IsGroup != true && conversation?.ConversationType is null or "personal";

    private static Activity Form(AnswerReply reply, int quoteLength)
    {
        var cards = Cards(reply);
        return new Activity
        {
            Type = ActivityTypes.Message,
            TextFormat = TextFormatTypes.Markdown,
            InputHint = InputHints.AcceptingInput,
            Text = AnswerText.Of(reply, TeamsText.WithoutAddresses).ToString(),
            SuggestedActions = cards.Count == 0 ? QuestionButtons.For(reply.Suggestions) : null,
            Attachments = cards,
            Entities = reply.Answer.Kind == AnswerKind.Cited ? [Message(reply, quoteLength)] : [],
            ChannelData = IsRateable(reply) ? new JObject { ["feedbackLoop"] = new JObject { ["type"] = "custom" } } : null,
        };
    }

    private static bool IsRateable(AnswerReply reply) => reply.RecordId is not null && reply.Answer.Kind != AnswerKind.Conversational;

    private static List<Attachment> Cards(AnswerReply reply)
    {
        var cards = new List<Attachment>();
        if (reply.Answer.Disagreements.Count > 0)
            cards.Add(AnswerCards.Disagreements(reply));
        if (reply.Answer.Citations.Count > SchemaMessage.MaxCitations)
            cards.Add(AnswerCards.Sources(reply));
        return cards;
    }

    private static Entity Message(AnswerReply reply, int quoteLength) => SchemaMessage.Of(
        reply.Answer.Kind, reply.Answer.Citations.Take(SchemaMessage.MaxCitations).Select(citation => Claim(citation, reply.SourcesUrl, quoteLength)));

    private static JObject Claim(Citation citation, Uri? sourcesUrl, int quoteLength)
    {
        var claim = SchemaMessage.Citation(citation, SchemaMessage.NameLength, AnswerText.UrlOf(citation, sourcesUrl));
        var document = (JObject)claim["appearance"]!;
        document["image"] = new JObject { ["@type"] = "ImageObject", ["name"] = Icon(citation.Article) };
        if (Keywords(citation.Article) is { Count: > 0 } keywords)
            document["keywords"] = keywords;
        if (quoteLength > 0)
        {
            document["text"] = AnswerCards.Quote(citation, quoteLength).ToString(Formatting.None);
            document["encodingFormat"] = Card.ContentType;
        }

        return claim;
    }

    private static JArray Keywords(Article article) => new(new[] { article.Publisher, article.Author, article.Date }.OfType<string>()
        .Where(word => !string.IsNullOrWhiteSpace(word)).Select(word => MarkdownText.Shorten(word, KeywordLength)).Distinct().Take(MostKeywords));

    private static string Icon(Article article) => Path.GetExtension(article.Name).ToUpperInvariant() switch
    {
        ".PDF" => "PDF",
        ".DOCX" => "Microsoft Word",
        _ => "Text",
    };
}
