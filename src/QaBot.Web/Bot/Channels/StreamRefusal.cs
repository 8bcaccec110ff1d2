namespace QaBot.Web.Bot.Channels;

/// <summary>Why a channel did not take an activity of a stream.</summary>
public enum StreamRefusal
{
    /// <summary>This one activity was not taken; the next may be.</summary>
    Once,

    /// <summary>Too many came in too short a time.</summary>
    TooFast,

    /// <summary>The stream has ended, or there cannot be one: its time or its size ran out, or the channel does not allow it.</summary>
    Ended,

    /// <summary>The message that ends the stream is there already: it came through when it was thought lost, and was sent again.</summary>
    Completed,

    /// <summary>The user does not want the answer, or the rest of it.</summary>
    Stopped,
}
