using System.Text.Json.Serialization;
using QaBot.Evaluation.Metrics;
using QaBot.Grounding;

namespace QaBot.Evaluation;

/// <summary>What the checker says of a claim, beside what is right.</summary>
/// <param name="Of">As in <see cref="Sets.EvaluationClaim.Of"/>.</param>
/// <param name="IsSupported">What is right.</param>
/// <param name="Score">0 to 1, to four decimals, as <c>verify</c> writes it.</param>
public sealed record ClaimOutcome(string Id, string? Of, string? Kind, string Claim, bool IsSupported, GroundingVerdict Verdict, double Score, string Reason)
{
    [JsonIgnore]
    public bool IsRight => (Verdict == GroundingVerdict.Supported) == IsSupported;

    /// <summary>For a figure that tells supported claims from others.</summary>
    public Observation Observe(double value) => new(Id, value) { Kind = Kind ?? "", Cluster = Of ?? Id, IsPositive = IsSupported };
}
