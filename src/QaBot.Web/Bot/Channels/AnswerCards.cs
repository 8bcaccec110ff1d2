using System.Globalization;
using System.Text;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using QaBot.Answering;

namespace QaBot.Web.Bot.Channels;

/// <summary>Cards that show what a channel's own citations cannot.</summary>
internal static class AnswerCards
{
    /// <summary>The largest card, in bytes of UTF-8; Teams takes 28 KB.</summary>
    public const int MaxBytes = 26 * 1024;

    private const int QuoteLength = 1000;
    private const int ValueLength = 200;

    /// <summary>One citation with its whole quote, without anything to click: Teams shows it beside the answer.</summary>
    public static JObject Quote(Citation citation, int quoteLength) =>
        Card.Json([Card.Text(citation.Article.DisplayName, isBold: true), Card.Text($"“{MarkdownText.Shorten(citation.Quote, quoteLength)}”")]);

    /// <summary>All sources of an answer, each a link where there are links; those that do not fit are counted.</summary>
    public static Attachment Sources(AnswerReply reply)
    {
        var phrases = AnswerText.PhrasesFor(reply.Answer);
        var body = new List<JObject> { Card.Text(phrases.SourcesHeading, isBold: true) };
        var rows = reply.Answer.Citations.Select(citation => Source(citation, AnswerText.UrlOf(citation, reply.SourcesUrl))).ToList();
        return Card.Of(Fitting(body, rows, phrases));
    }

    /// <summary>What sources differ on: a row for each thing, a column for each value with who says it in which words.</summary>
    public static Attachment Disagreements(AnswerReply reply)
    {
        var phrases = AnswerText.PhrasesFor(reply.Answer);
        var body = new List<JObject> { Card.Text(phrases.DisagreementHeading, isBold: true) };
        var rows = reply.Answer.Disagreements.Select(disagreement => Row(disagreement, reply)).ToList();
        return Card.Of(Fitting(body, rows, phrases));
    }

    public static int BytesOf(JToken json) => Encoding.UTF8.GetByteCount(json.ToString(Formatting.None));

    private static List<JObject> Fitting(List<JObject> body, List<JObject> rows, Phrasebook phrases)
    {
        var bytes = BytesOf(Card.Json(body)) + 200;
        var shown = rows.TakeWhile(row => (bytes += BytesOf(row) + 1) <= MaxBytes).ToList();
        body.AddRange(shown);
        if (shown.Count < rows.Count)
            body.Add(Card.Text(phrases.AndMoreSources(rows.Count - shown.Count)));
        return body;
    }

    private static JObject Source(Citation citation, string? url) => Container(
        citation, url, Card.Text(string.Create(CultureInfo.InvariantCulture, $"[{citation.Number}] {citation.Article.DisplayName}"), isBold: true), Words(citation));

    private static JObject Row(Disagreement disagreement, AnswerReply reply)
    {
        var columns = disagreement.Values.Select(value =>
        {
            var citation = reply.Answer.Citations.FirstOrDefault(citation => citation.Number == value.Citation);
            var items = new List<JObject> { Card.Text(MarkdownText.Shorten(value.Value, ValueLength), isBold: true) };
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
                Card.Text(MarkdownText.Shorten(disagreement.About, ValueLength)),
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

    private static JObject Words(Citation citation) => Card.Text($"“{MarkdownText.Shorten(citation.Quote, QuoteLength)}”");
}
