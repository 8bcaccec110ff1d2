namespace QaBot.Review.Verdicts;

/// <summary>What one reviewer finds of one answer. There is one for each of both; reviewers never write into each other's.</summary>
public sealed record AnswerReview
{
    /// <summary>The longest correction or comment that is kept, in UTF-16 units.</summary>
    public const int MaxText = 8000;

    /// <summary><see cref="AnswerRecord.Id"/> of the answer.</summary>
    public required string AnswerId { get; init; }

    /// <summary>Who reviews, as they signed in.</summary>
    public required string Reviewer { get; init; }

    /// <summary>Null while the reviewer has not decided: then the review is a draft.</summary>
    public AnswerVerdict? Verdict { get; init; }

    /// <summary>One for each pair that was judged, in the order of claims and citations.</summary>
    public IReadOnlyList<JudgedPair> Pairs { get; init; } = [];

    /// <summary>What the answer should have been; null when the reviewer gave none.</summary>
    public string? Correction { get; init; }

    /// <summary>Null when there is none.</summary>
    public string? Comment { get; init; }

    /// <summary>It decides where reviewers disagree.</summary>
    public bool IsAdjudication { get; init; }

    /// <summary>Counts the changes, from 1; 0 before the first was stored.</summary>
    public int Version { get; init; }

    /// <summary>Of the last change, in UTC.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Whether some of it has to be looked at again because the article changed.</summary>
    public bool IsReopened => Pairs.Any(pair => pair.IsReopened);
}
