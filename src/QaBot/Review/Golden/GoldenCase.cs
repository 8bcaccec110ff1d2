namespace QaBot.Review.Golden;

/// <summary>A reviewed answer as a test case, in the form in which evaluation sets have theirs.</summary>
/// <param name="Id">The answer's id.</param>
/// <param name="Json">One line of a set's <c>questions.jsonl</c>.</param>
/// <param name="AddedBy">Which reviewer.</param>
public sealed record GoldenCase(string Id, string Question, string Json, string AddedBy, DateTimeOffset Time);
