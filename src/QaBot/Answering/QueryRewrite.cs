using Microsoft.Extensions.AI;

namespace QaBot.Answering;

/// <summary>What came of asking the model to make a question stand alone.</summary>
/// <param name="Query">The stand-alone question; null when what the model wrote cannot be used, and the heuristic rewriter stands in.</param>
/// <param name="Written">What the model wrote, unchanged.</param>
/// <param name="Problem">Why it is not used, in one sentence; null when it is.</param>
public sealed record QueryRewrite(string? Query, string Written, string? Problem)
{
    public UsageDetails? Usage { get; init; }

    public TimeSpan Elapsed { get; init; }

    /// <summary>Why the prompt is not used as it stands on disk, in one line; null when it is.</summary>
    public string? PromptProblem { get; init; }
}
