using QaBot.Answering;

namespace QaBot.Web.Bot.Channels;

/// <summary>An answer with everything that a reply needs besides.</summary>
public sealed record AnswerReply(Answer Answer)
{
    /// <summary>Id of the answer's record; null when it is not stored: then it cannot be rated.</summary>
    public string? RecordId { get; init; }

    /// <summary>What links to sources start with; null gives none.</summary>
    public Uri? SourcesUrl { get; init; }

    /// <summary>Questions to offer as buttons.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>True when the user did not want the rest of it.</summary>
    public bool IsStopped { get; init; }

    /// <summary>True when claims were left out because there were too many for the channel.</summary>
    public bool IsShortened { get; init; }

    /// <summary>The largest message that is wanted, in the channel's unit; null for the largest that the channel takes.</summary>
    public int? MaxSize { get; init; }
}
