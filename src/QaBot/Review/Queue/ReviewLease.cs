namespace QaBot.Review.Queue;

/// <summary>Who is at an answer, so that others take another one.</summary>
/// <param name="Until">After that it is free again.</param>
public sealed record ReviewLease(string AnswerId, string Reviewer, DateTimeOffset Until);
