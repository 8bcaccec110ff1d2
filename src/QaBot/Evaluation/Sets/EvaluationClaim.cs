using System.Text.Json.Serialization;

namespace QaBot.Evaluation.Sets;

/// <summary>A claim with sources and whether they support it: one line of <c>claims.jsonl</c> or of a public set's <c>pairs.jsonl</c>.</summary>
public sealed record EvaluationClaim : ISetRow
{
    public required string Id { get; init; }

    /// <summary>The group of claims that were made from one; they are resampled together. Null for a claim of its own.</summary>
    public string? Of { get; init; }

    public required string Claim { get; init; }

    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>How the claim was made (a paraphrase, another number, …); null for none.</summary>
    public string? Kind { get; init; }

    public string? Split { get; init; }

    /// <summary><c>supported</c>; anything else, partly supported included, is not.</summary>
    public required string Label { get; init; }

    [JsonIgnore]
    public bool IsSupported => Label.ToUpperInvariant() is "SUPPORTED" or "SUPPORT" or "TRUE" or "1";

    public string? Problem() =>
        string.IsNullOrWhiteSpace(Id) ? "\"id\" is empty."
        : string.IsNullOrWhiteSpace(Claim) ? "\"claim\" is empty."
        : string.IsNullOrWhiteSpace(Label) ? "\"label\" is empty."
        : null;
}
