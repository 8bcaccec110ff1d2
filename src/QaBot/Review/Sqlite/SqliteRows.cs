using QaBot.Answering;
using QaBot.Review.Golden;
using QaBot.Review.Queue;
using QaBot.Review.Reports;

namespace QaBot.Review.Sqlite;

internal sealed class ItemRow
{
    public required string Id { get; init; }
    public required string Time { get; init; }
    public required string Kind { get; init; }
    public required string Question { get; init; }
    public string? Channel { get; init; }
    public string? Model { get; init; }
    public string? Prompt { get; init; }
    public double? Lowest { get; init; }
    public long Flagged { get; init; }
    public int Likes { get; init; }
    public int Dislikes { get; init; }
    public double Urgency { get; init; }
    public int Reviews { get; init; }
    public required string State { get; init; }
    public string? AssignedTo { get; init; }

    public ReviewItem ToItem() => new(
        Id, SqliteTime.Read(Time), Enum.Parse<AnswerKind>(Kind), Question, Channel, Model, Prompt, Lowest, Flagged != 0, Likes, Dislikes, Urgency, Reviews, Enum.Parse<ReviewState>(State), AssignedTo);
}

internal sealed class FeedbackRow
{
    public required string AnswerId { get; init; }
    public required string UserId { get; init; }
    public required string Channel { get; init; }
    public required string Reaction { get; init; }
    public string? Comment { get; init; }
    public required string Time { get; init; }
    public string? Reason { get; init; }

    public AnswerFeedback ToFeedback() => new()
    {
        AnswerId = AnswerId,
        UserId = UserId,
        Channel = Channel,
        Reaction = Enum.Parse<Reaction>(Reaction),
        Comment = Comment,
        Time = SqliteTime.Read(Time),
        Reason = Reason is null ? null : Enum.Parse<FeedbackReason>(Reason),
    };
}

internal sealed record LeaseRow(string Reviewer, string Until);

internal sealed record GoldenRow(string Id, string Question, string Json, string Reviewer, string Time)
{
    public GoldenCase ToCase() => new(Id, Question, Json, Reviewer, SqliteTime.Read(Time));
}

internal sealed record AuditRow(string Time, string Who, string What, string? Subject, string? Detail);

internal sealed record ArticleRow(string Answer, string Article);

internal sealed class MeasureRow
{
    public required string Id { get; init; }
    public required string Time { get; init; }
    public required string Channel { get; init; }
    public string? Model { get; init; }
    public string? Prompt { get; init; }
    public string? PromptHash { get; init; }
    public long Refused { get; init; }
    public long Flagged { get; init; }
    public int Likes { get; init; }
    public int Dislikes { get; init; }
    public double TotalMs { get; init; }

    public AnswerMeasure ToMeasure(IReadOnlyList<string> articles) =>
        new(Id, SqliteTime.Read(Time), Channel, Model, Prompt, PromptHash, Refused != 0, Flagged != 0, Likes, Dislikes, TotalMs, articles);
}
