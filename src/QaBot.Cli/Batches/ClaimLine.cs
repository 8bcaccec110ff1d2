using System.Text.Json;
using QaBot.Grounding;

namespace QaBot.Cli.Batches;

/// <summary>What <c>verify</c> reads: <c>{"id","claim","sources":["text"]}</c>.</summary>
internal sealed record ClaimLine : BatchLine
{
    public string? Claim { get; init; }

    public IReadOnlyList<string?>? Sources { get; init; }

    /// <exception cref="JsonException">The line has no claim, or no list of sources.</exception>
    public GroundingResult VerifyWith(CitationVerifier verifier) => verifier.Verify(
        Claim ?? throw new JsonException("\"claim\" is missing."),
        [.. (Sources ?? throw new JsonException("\"sources\" is missing.")).Select(source => source ?? throw new JsonException("A source is null."))]);
}
