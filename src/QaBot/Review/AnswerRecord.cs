using QaBot.Answering;

namespace QaBot.Review;

/// <summary>An answer as it was given, with everything that a reviewer needs to judge it and an engineer to explain it.</summary>
public sealed record AnswerRecord
{
    /// <summary>Unique; ids sort by time.</summary>
    public required string Id { get; init; }

    /// <summary>When the answer was complete, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    public required AnswerKind Kind { get; init; }

    /// <summary>Question, query, answer, claims with verdicts, citations, passages with scores, model, prompt and timings.</summary>
    public required AnswerJson Answer { get; init; }

    /// <summary>The Bot Framework's name of the channel that the question came through ("msteams"); null outside a bot.</summary>
    public string? Channel { get; init; }

    /// <summary>As the channel names the conversation; null outside a bot.</summary>
    public string? ConversationId { get; init; }

    /// <summary>As the channel names who asked; null outside a bot.</summary>
    public string? UserId { get; init; }

    /// <summary>True when the user stopped it: then the answer is what had been shown, and the model's whole draft is not known.</summary>
    public bool Stopped { get; init; }

    /// <summary>The conversation before the question, oldest first.</summary>
    public IReadOnlyList<ConversationTurn> History { get; init; } = [];

    /// <summary>Why each claim of <see cref="Answer"/> got its verdict, in their order.</summary>
    public IReadOnlyList<string> VerdictReasons { get; init; } = [];

    /// <summary>What the prompt was given, by number.</summary>
    public IReadOnlyList<EvidenceRecord> Evidence { get; init; } = [];

    /// <summary>The prompt as it went to the model; null when none was asked.</summary>
    public string? RenderedPrompt { get; init; }

    /// <summary>What the model wrote, unchanged; null when none was asked.</summary>
    public string? Draft { get; init; }

    /// <summary>How the claims that were faulty in the draft were dealt with.</summary>
    /// <remarks>Records of earlier versions have none.</remarks>
    public IReadOnlyList<ClaimRepair> Repairs { get; init => field = value ?? []; } = [];

    /// <summary>What the model wrote, unchanged, when it was asked for corrections; null when it was not.</summary>
    public string? RepairDraft { get; init; }

    /// <summary>Null when the model did not tell.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Null when the model did not tell.</summary>
    public long? OutputTokens { get; init; }

    /// <summary><see cref="Review.ConfigurationHash"/> of the settings that the answer was made with.</summary>
    public required string ConfigurationHash { get; init; }

    /// <summary>The record of an answer that was just completed.</summary>
    public static AnswerRecord From(Answer answer, string configurationHash, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(time);
        var now = time.GetUtcNow();
        return new AnswerRecord
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            Time = now,
            Kind = answer.Kind,
            Answer = AnswerJson.From(answer),
            History = answer.Question.History,
            VerdictReasons = [.. answer.Claims.Select(claim => claim.Grounding.Reason)],
            Evidence = [.. answer.Evidence.Select(EvidenceRecord.From)],
            RenderedPrompt = answer.RenderedPrompt,
            Draft = answer.Draft,
            Repairs = answer.Repairs,
            RepairDraft = answer.RepairDraft,
            InputTokens = answer.Usage?.InputTokenCount,
            OutputTokens = answer.Usage?.OutputTokenCount,
            ConfigurationHash = configurationHash,
        };
    }
}
