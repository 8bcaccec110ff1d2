using QaBot.Review.Verdicts;

namespace QaBot.Review.Queue;

/// <summary>Which answers a queue shows; what is null or false restricts nothing.</summary>
public sealed record ReviewFilter
{
    public ReviewState? State { get; init; }

    /// <summary>Only answers with a claim that the checker does not find supported.</summary>
    public bool IsFlagged { get; init; }

    /// <summary>Only answers that a user disliked.</summary>
    public bool IsDisliked { get; init; }

    public bool IsRefused { get; init; }

    /// <summary>Name of the prompt.</summary>
    public string? Prompt { get; init; }

    public string? Model { get; init; }

    /// <summary>The Bot Framework's name; "cli" for the command line.</summary>
    public string? Channel { get; init; }

    /// <summary>Name of an article that the answer cites.</summary>
    public string? Article { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only answers that this reviewer has reviewed or begun to.</summary>
    public string? Reviewer { get; init; }

    /// <summary>Only answers that somebody gave this verdict.</summary>
    public AnswerVerdict? Verdict { get; init; }

    /// <summary>Words that the question or the answer has, all of them, in any order; the last may be the beginning of one.</summary>
    public string? Text { get; init; }
}
