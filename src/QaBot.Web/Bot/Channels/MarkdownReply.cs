using System.Text;
using Microsoft.Bot.Schema;
using QaBot.Answering;
using QaBot.Web.Sources;

namespace QaBot.Web.Bot.Channels;

/// <summary>An answer as Markdown with its sources below, and as a schema.org message for clients that show citations of their own.</summary>
public sealed class MarkdownReply : IReplyShaper
{
    /// <summary>Teams refuses a message with more.</summary>
    public const int MaxCitations = 20;

    private const int QuoteLength = 240;
    private const int NameLength = 80;

    public bool IsLive => false;

    public Activity Shape(AnswerReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return new Activity
        {
            Type = ActivityTypes.Message,
            TextFormat = TextFormatTypes.Markdown,
            InputHint = InputHints.AcceptingInput,
            Text = Text(reply.Answer),
            SuggestedActions = QuestionButtons.For(reply.Suggestions),
            Entities = reply.Answer.Kind == AnswerKind.Cited ? [Message(reply.Answer, reply.SourcesUrl)] : [],
        };
    }

    private static string Text(Answer answer)
    {
        var text = AnswerText.Of(answer);
        AddSources(text, answer.Citations, AnswerText.PhrasesFor(answer));
        return text.ToString();
    }

    private static void AddSources(StringBuilder text, IReadOnlyList<Citation> citations, Phrasebook phrases)
    {
        if (citations.Count == 0)
            return;
        text.Append("\n\n**").Append(phrases.SourcesHeading).Append("**\n");
        foreach (var citation in citations.Take(MaxCitations))
        {
            text.Append("\n- [").Append(citation.Number).Append("] ").Append(MarkdownText.Plain(citation.Article.DisplayName))
                .Append(": “").Append(MarkdownText.Plain(MarkdownText.Shorten(citation.Quote, QuoteLength))).Append('”');
        }

        if (citations.Count > MaxCitations)
            text.Append("\n- ").Append(phrases.AndMoreSources(citations.Count - MaxCitations));
    }

    private static Entity Message(Answer answer, Uri? sourcesUrl) =>
        SchemaMessage.Of(answer.Kind, answer.Citations.Take(MaxCitations).Select(citation => SchemaMessage.Citation(citation, NameLength, UrlOf(citation, sourcesUrl))));

    private static string? UrlOf(Citation citation, Uri? sourcesUrl) =>
        sourcesUrl is null ? null : ArticleUrl.On(sourcesUrl, ArticleUrl.Of(citation.Article.Name, citation.Span));
}
