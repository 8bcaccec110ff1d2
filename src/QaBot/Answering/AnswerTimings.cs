namespace QaBot.Answering;

/// <summary>How long the steps of one answer took.</summary>
/// <param name="Answer">What the model took for its draft.</param>
public sealed record AnswerTimings(TimeSpan Retrieve, TimeSpan Answer, TimeSpan Verify, TimeSpan Total)
{
    /// <summary>What the model took to correct faulty claims; zero when it was not asked to.</summary>
    public TimeSpan Repair { get; init; }
}
