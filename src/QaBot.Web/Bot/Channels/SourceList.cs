using System.Globalization;
using System.Text;
using QaBot.Answering;

namespace QaBot.Web.Bot.Channels;

/// <summary>The sources of an answer as a list below it.</summary>
internal static class SourceList
{
    private const int QuoteLength = 240;

    /// <returns>Empty when the answer cites nothing.</returns>
    public static string Markdown(AnswerReply reply)
    {
        var citations = reply.Answer.Citations;
        if (citations.Count == 0)
            return "";
        var text = new StringBuilder("\n\n**").Append(AnswerText.PhrasesFor(reply.Answer).SourcesHeading).Append("**\n");
        foreach (var citation in citations)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- [{citation.Number}] {Title(citation, AnswerText.UrlOf(citation, reply.SourcesUrl))}: “");
            text.Append(MarkdownText.WithoutAddresses(MarkdownText.Plain(MarkdownText.Shorten(citation.Quote, QuoteLength)))).Append('”');
        }

        return text.ToString();
    }

    private static string Title(Citation citation, string? url)
    {
        var title = MarkdownText.WithoutAddresses(MarkdownText.Plain(citation.Article.DisplayName));
        // A bracket in an address would end the link.
        return url is null ? title : $"[{title}]({url.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)})";
    }
}
