using Microsoft.Extensions.AI;
using QaBot.Retrieval;

namespace QaBot.Answering;

/// <summary>What a question gets, with everything that is needed to show, check, store and review it.</summary>
public sealed record Answer
{
    public required Question Question { get; init; }

    public required AnswerKind Kind { get; init; }

    /// <summary>The stand-alone query that was searched; the question itself when nothing was searched.</summary>
    public required string Query { get; init; }

    /// <summary>What to show, with <c>[n]</c> after each claim.</summary>
    public required string Text { get; init; }

    /// <summary>Why the question was refused, in one sentence; null otherwise.</summary>
    public string? Reason { get; init; }

    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<Citation> Citations { get; init; } = [];

    public IReadOnlyList<Disagreement> Disagreements { get; init; } = [];

    /// <summary>By rank, before diversification.</summary>
    public IReadOnlyList<RetrievedPassage> Retrieved { get; init; } = [];

    /// <summary>What the prompt was given, by number.</summary>
    public IReadOnlyList<EvidencePassage> Evidence { get; init; } = [];

    /// <summary>The model that wrote the draft; null when none was asked.</summary>
    public string? Model { get; init; }

    public PromptIdentity? Prompt { get; init; }

    /// <summary>The prompt as it went to the model; null when none was asked.</summary>
    public string? RenderedPrompt { get; init; }

    /// <summary>What the model wrote, unchanged; null when none was asked.</summary>
    public string? Draft { get; init; }

    public UsageDetails? Usage { get; init; }

    public required AnswerTimings Timings { get; init; }

    public bool Refused => Kind == AnswerKind.Refused;
}
