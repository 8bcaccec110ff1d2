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

    /// <summary>What a follow-up question continues from: without markers, whose numbers must not be taken for something that was said.</summary>
    /// <remarks>Of a refusal its first line: the articles below it did not answer.</remarks>
    public string Said => Kind switch
    {
        AnswerKind.Cited => string.Join(' ', Claims.Select(claim => claim.Text)),
        AnswerKind.Refused => Text.Split('\n')[0],
        _ => Text,
    };

    /// <summary>Why the question was refused, in one sentence; null otherwise.</summary>
    public string? Reason { get; init; }

    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims of the draft that the sources do not support and that are not in the text: dropped (<see cref="AnsweringOptions.DropUnsupported"/>), taken back in the repair, or headings.</summary>
    public IReadOnlyList<Claim> Dropped { get; init; } = [];

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<Citation> Citations { get; init; } = [];

    public IReadOnlyList<Disagreement> Disagreements { get; init; } = [];

    /// <summary>By rank, before diversification.</summary>
    public IReadOnlyList<RetrievedPassage> Retrieved { get; init; } = [];

    /// <summary>How the passages were found and which of them became evidence; null when nothing was searched.</summary>
    public FoundEvidence? Found { get; init; }

    /// <summary>Whether the evidence was judged to be enough; null when nothing was searched.</summary>
    public GateJudgement? Judgement { get; init; }

    /// <summary>What the prompt was given, by number.</summary>
    public IReadOnlyList<EvidencePassage> Evidence { get; init; } = [];

    /// <summary>The model that wrote what is shown: <c>extractive</c> where extracts stand for all of a draft; null when none was asked.</summary>
    public string? Model { get; init; }

    /// <summary>The prompt that answered, as it was then; null when no model was asked.</summary>
    public PromptIdentity? Prompt { get; init; }

    /// <summary>
    /// Why the prompt that was asked for is not used as it stands on disk (file, line and reason), in one line; null when it is.
    /// The last good version of it answered or, where there is none, the configured prompt.
    /// </summary>
    public string? PromptProblem { get; init; }

    /// <summary>The prompt as it went to the model; null when none was asked.</summary>
    public string? RenderedPrompt { get; init; }

    /// <summary>What the model wrote, unchanged, also where extracts stand for it; null when none was asked.</summary>
    public string? Draft { get; init; }

    /// <summary>
    /// Set when extracts stand in the answer, for all of the model's draft or after what it had written; in a refusal, when there was neither a
    /// usable draft nor an extract.
    /// </summary>
    public Degradation? Degraded { get; init; }

    /// <summary>How the claims that were faulty in the draft were dealt with, in the draft's order.</summary>
    public IReadOnlyList<ClaimRepair> Repairs { get; init; } = [];

    /// <summary>What the model wrote, unchanged, when it was asked for corrections; null when it was not.</summary>
    public string? RepairDraft { get; init; }

    /// <summary>As <see cref="PromptProblem"/>, of a prompt that helps with answers; without it a claim goes unrepaired or a question is rewritten without the model.</summary>
    public string? SupportingPromptProblem { get; init; }

    /// <summary>Of all calls that the answer took; null when the model did not tell.</summary>
    public UsageDetails? Usage { get; init; }

    public required AnswerTimings Timings { get; init; }

    public bool Refused => Kind == AnswerKind.Refused;
}
