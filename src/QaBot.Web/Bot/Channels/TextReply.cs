using Microsoft.Bot.Schema;

namespace QaBot.Web.Bot.Channels;

/// <summary>A reply of which only the text counts against what the channel takes; it is not shown while it is being written.</summary>
/// <param name="maxSize">Of the text, in what the channel counts.</param>
/// <param name="buttons">How many are shown below a message.</param>
/// <param name="sizeOf">Of a text, in the same; null for UTF-16 units.</param>
public abstract class TextReply(int maxSize, int buttons, Func<string, int>? sizeOf = null) : IReplyShaper
{
    public virtual bool OffersFollowUps => false;

    public int MaxSize => maxSize;

    public int ButtonsIn(ConversationAccount? conversation) => buttons;

    public IStreamForm? StreamIn(ConversationAccount? conversation) => null;

    public int SizeOf(Activity message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var text = message.Text ?? "";
        return sizeOf?.Invoke(text) ?? text.Length;
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
