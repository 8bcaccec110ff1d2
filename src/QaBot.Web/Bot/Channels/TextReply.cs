using Microsoft.Bot.Schema;

namespace QaBot.Web.Bot.Channels;

/// <summary>A reply of which only the text counts against what the channel takes; it is not shown while it is being written.</summary>
/// <param name="maxLength">Of the text, in UTF-16 units.</param>
/// <param name="buttons">How many are shown below a message.</param>
public abstract class TextReply(int maxLength, int buttons) : IReplyShaper
{
    public virtual bool OffersFollowUps => false;

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

    /// <summary>The message of the whole reply, whatever its length.</summary>
    protected abstract Activity Form(AnswerReply reply);
}
