using Microsoft.Bot.Schema;

namespace QaBot.Web.Bot.Channels;

/// <summary>Makes of an answer what one kind of channel shows best. Thread-safe and without state.</summary>
public interface IReplyShaper
{
    /// <summary>True when the channel shows an answer while it is being written (<see cref="StreamActivity"/>), and follow-up questions after it.</summary>
    bool IsLive { get; }

    Activity Shape(AnswerReply reply);
}
