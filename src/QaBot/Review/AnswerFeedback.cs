namespace QaBot.Review;

/// <summary>What one user says of one answer. There is one for each user and answer: the last counts.</summary>
public sealed record AnswerFeedback
{
    /// <summary>The longest comment that is kept, in UTF-16 units; what is longer is cut.</summary>
    public const int MaxComment = 2000;

    private readonly string? _comment;

    /// <summary><see cref="AnswerRecord.Id"/> of the answer.</summary>
    public required string AnswerId { get; init; }

    /// <summary>As the channel names the user.</summary>
    public required string UserId { get; init; }

    /// <summary>The Bot Framework's name of the channel that it came through.</summary>
    public required string Channel { get; init; }

    public required Reaction Reaction { get; init; }

    /// <summary>Null when the user gave none.</summary>
    public FeedbackReason? Reason { get; init; }

    /// <summary>In the user's words; null when there are none.</summary>
    public string? Comment
    {
        get => _comment;
        init => _comment = Cut(value?.Trim());
    }

    /// <summary>When it was given, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    private static string? Cut(string? comment)
    {
        if (string.IsNullOrEmpty(comment))
            return null;
        if (comment.Length <= MaxComment)
            return comment;
        return char.IsHighSurrogate(comment[MaxComment - 1]) ? comment[..(MaxComment - 1)] : comment[..MaxComment];
    }
}
