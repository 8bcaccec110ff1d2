namespace QaBot.Answering;

/// <summary>How long the steps of one answer took.</summary>
public sealed record AnswerTimings(TimeSpan Retrieve, TimeSpan Answer, TimeSpan Verify, TimeSpan Total);
