using System.Globalization;
using System.Text;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using QaBot.Answering;

namespace QaBot.Web.Bot.Channels;

/// <summary>
/// Adaptive Cards of version 1.5 that show what a channel's own citations cannot. Words of others stand in text runs, which, unlike text
/// blocks, render no Markdown.
/// </summary>
internal static class AnswerCards
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>The largest card, in bytes of UTF-8; Teams takes 28 KB.</summary>
    public const int MaxBytes = 26 * 1024;

    private const int QuoteLength = 1000;
    private const int ValueLength = 200;

    /// <summary>One citation with its whole quote, without anything to click: Teams shows it beside the answer.</summary>
    public static JObject Quote(Citation citation, int quoteLength) =>
        Card([Run(citation.Article.DisplayName, bold: true), Run($"“{MarkdownText.Shorten(citation.Quote, quoteLength)}”")]);

    /// <summary>All sources of an answer, each a link where there are links; those that do not fit are counted.</summary>
    public static Attachment Sources(AnswerReply reply)
    {
        var phrases = AnswerText.PhrasesFor(reply.Answer);
        var body = new List<JObject> { Run(phrases.SourcesHeading, bold: true) };
        var rows = reply.Answer.Citations.Select(citation => Source(citation, AnswerText.UrlOf(citation, reply.SourcesUrl))).ToList();
        return Attach(Card(Fitting(body, rows, phrases)));
    }

    /// <summary>What sources differ on: a row for each thing, a column for each value with who says it in which words.</summary>
    public static Attachment Disagreements(AnswerReply reply)
    {
        var phrases = AnswerText.PhrasesFor(reply.Answer);
        var body = new List<JObject> { Run(phrases.DisagreementHeading, bold: true) };
        var rows = reply.Answer.Disagreements.Select(disagreement => Row(disagreement, reply)).ToList();
        return Attach(Card(Fitting(body, rows, phrases)));
    }

    public static JObject Card(IEnumerable<JObject> body, params JObject[] actions)
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

    /// <summary>Words as they stand; they wrap.</summary>
    public static JObject Run(string text, bool bold = false)
    {
        var run = new JObject { ["type"] = "TextRun", ["text"] = text };
        if (bold)
            run["weight"] = "Bolder";
        return new JObject { ["type"] = "RichTextBlock", ["inlines"] = new JArray(run) };
    }

    public static int BytesOf(JToken json) => Encoding.UTF8.GetByteCount(json.ToString(Formatting.None));

    private static Attachment Attach(JObject card) => new(ContentType, content: card);

    private static List<JObject> Fitting(List<JObject> body, List<JObject> rows, Phrasebook phrases)
    {
        var bytes = BytesOf(Card(body)) + 200;
        var shown = rows.TakeWhile(row => (bytes += BytesOf(row) + 1) <= MaxBytes).ToList();
        body.AddRange(shown);
        if (shown.Count < rows.Count)
            body.Add(Run(phrases.AndMoreSources(rows.Count - shown.Count)));
        return body;
    }

    private static JObject Source(Citation citation, string? url) => Container(
        citation, url, Run(string.Create(CultureInfo.InvariantCulture, $"[{citation.Number}] {citation.Article.DisplayName}"), bold: true), Words(citation));

    private static JObject Row(Disagreement disagreement, AnswerReply reply)
    {
        var columns = disagreement.Values.Select(value =>
        {
            var citation = reply.Answer.Citations.FirstOrDefault(citation => citation.Number == value.Citation);
            var items = new List<JObject> { Run(MarkdownText.Shorten(value.Value, ValueLength), bold: true) };
            if (citation is not null)
            {
                items.Add(Source(citation, AnswerText.UrlOf(citation, reply.SourcesUrl)));
            }

            return new JObject { ["type"] = "Column", ["width"] = "stretch", ["items"] = new JArray(items) };
        });
        return new JObject
        {
            ["type"] = "Container",
            ["separator"] = true,
            ["items"] = new JArray(
                Run(MarkdownText.Shorten(disagreement.About, ValueLength)),
                new JObject { ["type"] = "ColumnSet", ["columns"] = new JArray(columns) }),
        };
    }

    private static JObject Container(Citation citation, string? url, params JObject[] items)
    {
        var container = new JObject { ["type"] = "Container", ["spacing"] = "Medium", ["items"] = new JArray(items.Cast<object>().ToArray()) };
        if (url is not null)
            container["selectAction"] = new JObject { ["type"] = "Action.OpenUrl", ["title"] = MarkdownText.Shorten(citation.Article.DisplayName, ValueLength), ["url"] = url };
        return container;
    }

    private static JObject Words(Citation citation) => Run($"“{MarkdownText.Shorten(citation.Quote, QuoteLength)}”");
}
