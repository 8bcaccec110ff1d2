using System.Globalization;
using System.Text;
using Microsoft.Bot.Schema;
using QaBot.Answering;

namespace QaBot.Web.Bot.Channels;

/// <summary>An answer without any marks but its numbers, with its sources below: for channels that show what they get letter by letter.</summary>
/// <remarks>It has no buttons: where there are any, they have no room for a question.</remarks>
/// <param name="sizeOf">Of a text, in what the channel counts.</param>
/// <param name="maxSize">Of the text, in the same.</param>
public sealed class PlainTextReply(Func<string, int> sizeOf, int maxSize) : IReplyShaper
{
    private const int QuoteLength = 160;

    public bool OffersFollowUps => false;

    public int MaxSize => maxSize;

    public int ButtonsIn(ConversationAccount? conversation) => 0;

    public IStreamForm? StreamIn(ConversationAccount? conversation) => null;

    public int SizeOf(Activity message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return sizeOf(message.Text ?? "");
    }

    public Activity Shape(AnswerReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var most = Math.Min(MaxSize, reply.MaxSize ?? MaxSize);
        return Shortening.Fit(reply, Form, message => SizeOf(message) <= most);
    }

    private static Activity Form(AnswerReply reply) => new()
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
