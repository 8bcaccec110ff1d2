using System.Globalization;
using System.Text;
using Microsoft.Bot.Schema;

namespace QaBot.Web.Bot.Channels;

/// <summary>An answer without any marks but its numbers, with its sources below: for channels that show what they get letter by letter.</summary>
/// <param name="maxLength">Of the text, in UTF-16 units.</param>
/// <param name="buttons">How many are shown below a message.</param>
public sealed class PlainTextReply(int maxLength, int buttons) : IReplyShaper
{
    private const int QuoteLength = 160;

    public bool OffersFollowUps => false;

    public int MaxSize => maxLength;

    public int ButtonsIn(ConversationAccount? conversation) => buttons;

    public IStreamForm? StreamIn(ConversationAccount? conversation) => null;

    public int SizeOf(Activity message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Text?.Length ?? 0;
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
