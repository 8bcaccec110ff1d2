using Microsoft.Bot.Schema;

namespace QaBot.Web.Bot.Channels;

/// <summary>
/// How a channel takes an answer that is being written: an informative activity, the text so far again and again, and the message that takes
/// its place. The id that the channel gives the first activity names the stream. Thread-safe and without state.
/// </summary>
public interface IStreamForm
{
    /// <summary>How long a stream may last; <see cref="Timeout.InfiniteTimeSpan"/> where it may last.</summary>
    TimeSpan Longest { get; }

    /// <summary>The least time between any two activities of a stream, its end included; zero where only its texts are spaced.</summary>
    TimeSpan Pace { get; }

    /// <summary>The longest text that is shown before the end, in UTF-16 units.</summary>
    int MaxText { get; }

    /// <summary>The least time between two texts.</summary>
    TimeSpan IntervalOf(BotOptions options);

    /// <summary>The first one: what is being done.</summary>
    Activity Informative(string text);

    /// <summary>The text so far, in which only citations may become links.</summary>
    /// <param name="sequence">From 2, growing.</param>
    Activity Chunk(string streamId, int sequence, string text);

    /// <summary>Makes of a message the one that takes the place of what was shown.</summary>
    /// <returns>The same activity.</returns>
    Activity Ending(string streamId, Activity message);

    /// <summary>Whether a message is what <see cref="Ending"/> makes.</summary>
    bool IsEnding(Activity message);

    /// <summary>Makes of a message that was to end a stream one of its own.</summary>
    /// <returns>The same activity.</returns>
    Activity Alone(Activity message);

    /// <summary>What a channel that refused an activity of a stream means.</summary>
    StreamRefusal Read(ErrorResponseException refusal);
}
