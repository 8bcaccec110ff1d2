using System.Globalization;
using System.Text;
using Microsoft.Bot.Schema;
using QaBot.Answering;

namespace QaBot.Web.Bot.Channels;

/// <summary>An answer without any marks but its numbers, with its sources below: for channels that show what they get letter by letter.</summary>
/// <remarks>It has no buttons: where there are any, they have no room for a question.</remarks>
/// <param name="sizeOf">Of a text, in what the channel counts.</param>
/// <param name="maxSize">Of the text, in the same.</param>
public sealed class PlainTextReply(Func<string, int> sizeOf, int maxSize) : TextReply(maxSize, buttons: 0, sizeOf)
{
    private const int QuoteLength = 160;

    protected override Activity Form(AnswerReply reply) => new()
    {
        Type = ActivityTypes.Message,
        TextFormat = TextFormatTypes.Plain,
        InputHint = InputHints.AcceptingInput,
        Text = Text(reply),
        SuggestedActions = QuestionButtons.For(reply.Suggestions),
        Entities = [],
    };

    private static string Text(AnswerReply reply)
    {
        var answer = reply.Answer;
        var phrases = AnswerText.PhrasesFor(answer);
        var text = new StringBuilder(MarkdownText.Defanged(answer.Text));
        if (answer.Disagreements.Count > 0)
            text.Append("\n\n").Append(phrases.DisagreementHeading).Append(':');
        foreach (var disagreement in answer.Disagreements)
            text.Append("\n- ").Append(MarkdownText.Defanged(disagreement.About)).Append(": ").AppendJoin("; ", disagreement.Values.Select(value => $"{MarkdownText.Defanged(value.Value)} [{value.Citation}]"));
        if (reply.IsShortened)
            text.Append("\n\n").Append(phrases.TooLongForChat);
        if (answer.Citations.Count > 0)
            text.Append("\n\n").Append(phrases.SourcesHeading).Append(':');
        foreach (var citation in answer.Citations)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n[{citation.Number}] {MarkdownText.Defanged(citation.Article.DisplayName)}: “");
            text.Append(MarkdownText.Defanged(MarkdownText.Shorten(citation.Quote, QuoteLength))).Append('”');
        }

        return text.ToString().TrimStart();
    }
}
