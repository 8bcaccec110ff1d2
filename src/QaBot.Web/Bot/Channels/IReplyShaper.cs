using Microsoft.Bot.Schema;

namespace QaBot.Web.Bot.Channels;

/// <summary>What one kind of channel shows, and makes of an answer what it shows best. Thread-safe and without state.</summary>
public interface IReplyShaper
{
    /// <summary>True where questions that follow on an answer are shown below it.</summary>
    bool OffersFollowUps { get; }

    /// <summary>The largest message, in the unit of <see cref="SizeOf"/>.</summary>
    int MaxSize { get; }

    /// <summary>How many buttons are shown below a message of this conversation; 0 where there are none.</summary>
    int ButtonsIn(ConversationAccount? conversation);

    /// <summary>How an answer is shown in this conversation while it is being written; null where only "typing" is.</summary>
    IStreamForm? StreamIn(ConversationAccount? conversation);

    /// <summary>False where the channel has no "typing" to show.</summary>
    bool ShowsTypingIn(ConversationAccount? conversation) => true;

    /// <summary>What a user typed, without what the channel did to encode it.</summary>
    string Decode(string text) => text;

    /// <summary>Reads what the channel sends when a user rates an answer by its own means; null when the activity is something else.</summary>
    FeedbackInvoke? ReadFeedback(IInvokeActivity activity) => null;

    /// <summary>As the channel counts it.</summary>
    int SizeOf(Activity message);

    /// <summary>
    /// A message of at most <see cref="MaxSize"/>, or of <see cref="AnswerReply.MaxSize"/> where that is less: what is too much for it is left out
    /// by whole claims, with a note that says so.
    /// </summary>
    Activity Shape(AnswerReply reply);
}
