using Microsoft.Bot.Schema;
using QaBot.Answering;

namespace QaBot.Web.Bot.Channels;

/// <summary>
/// An answer for the Emulator, and the Playground in its mode: its Web Chat renders Markdown and Adaptive Cards and knows no citations, so
/// the sources stand in a list, and values that sources differ on side by side on a card.
/// </summary>
public sealed class EmulatorReply : IReplyShaper
{
    private const int Length = 60_000;

    public bool OffersFollowUps => true;

    public int MaxSize => Length;

    public int ButtonsIn(ConversationAccount? conversation) => 10;

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
        TextFormat = TextFormatTypes.Markdown,
        InputHint = InputHints.AcceptingInput,
        Text = AnswerText.Of(reply).Append(SourceList.Markdown(reply)).ToString(),
        SuggestedActions = QuestionButtons.For(reply.Suggestions),
        Attachments = reply.Answer.Disagreements.Count > 0 ? [AnswerCards.Disagreements(reply)] : [],
        Entities = reply.Answer.Kind == AnswerKind.Cited ? [SchemaMessage.ForOthers(reply)] : [],
    };
}
