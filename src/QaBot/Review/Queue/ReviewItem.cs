using QaBot.Answering;

namespace QaBot.Review.Queue;

/// <summary>An answer as the queue lists it.</summary>
/// <param name="LowestScore">Of the check of its claims, 0 to 1; null without claims.</param>
/// <param name="IsFlagged">Whether the checker finds a claim not supported.</param>
/// <param name="Likes">How many users liked it.</param>
/// <param name="Urgency">How much it needs a person, from 0; see <see cref="ReviewOrder.Urgency"/>.</param>
/// <param name="Reviews">How many verdicts it has.</param>
/// <param name="AssignedTo">Who is at it now; null when nobody is.</param>
public sealed record ReviewItem(
    string Id, DateTimeOffset Time, AnswerKind Kind, string Question, string? Channel, string? Model, string? Prompt,
    double? LowestScore, bool IsFlagged, int Likes, int Dislikes, double Urgency, int Reviews, ReviewState State, string? AssignedTo);
