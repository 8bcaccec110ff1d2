namespace QaBot.Grounding;

/// <param name="Score">0 (nothing supports the claim) to 1 (stated in these words).</param>
/// <param name="Reason">One sentence that a reviewer can read, naming the number, name or word that decided.</param>
public sealed record GroundingResult(GroundingVerdict Verdict, double Score, string Reason);
