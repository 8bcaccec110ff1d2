using QaBot.Answering;

namespace QaBot.Evaluation;

/// <summary>What one run of a set left behind: facts, of which every figure is made. It holds no times, so that the same run is the same text.</summary>
public sealed record EvaluationRun
{
    /// <summary>Name of the set.</summary>
    public required string Set { get; init; }

    /// <summary><c>tune</c>, <c>test</c> or <c>all</c>.</summary>
    public required string Split { get; init; }

    /// <summary>The configured threshold of the gate, see <see cref="AnsweringOptions.RefuseBelow"/>.</summary>
    public required double RefuseBelow { get; init; }

    /// <summary>Who wrote the drafts; null when no question was asked.</summary>
    public string? Model { get; init; }

    /// <summary>The prompt that they were written with; null when no question was asked.</summary>
    public PromptIdentity? Prompt { get; init; }

    /// <summary>In the set's order.</summary>
    public IReadOnlyList<QuestionOutcome> Questions { get; init => field = value ?? []; } = [];

    /// <summary>In the set's order.</summary>
    public IReadOnlyList<ClaimOutcome> Claims { get; init => field = value ?? []; } = [];

    /// <summary>By name.</summary>
    public IReadOnlyList<DraftOutcome> Drafts { get; init => field = value ?? []; } = [];
}
