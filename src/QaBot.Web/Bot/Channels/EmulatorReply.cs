using Microsoft.Bot.Schema;

namespace QaBot.Web.Bot.Channels;

/// <summary>
/// An answer for the Emulator, and the Playground in its mode: its Web Chat renders Markdown and Adaptive Cards and knows no citations, so
/// the sources stand in a list, and values that sources differ on side by side on a card.
/// </summary>
public sealed class EmulatorReply() : TextReply(maxSize: 60_000, buttons: 10)
{
    public override bool OffersFollowUps => true;

    protected override Activity Form(AnswerReply reply)
    {
        var message = MarkdownReply.Message(reply);
        message.Attachments = reply.Answer.Disagreements.Count > 0 ? [AnswerCards.Disagreements(reply)] : [];
        return message;
    }
}
