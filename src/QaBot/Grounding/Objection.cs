namespace QaBot.Grounding;

/// <summary>One thing in a claim that its sources do not bear out.</summary>
/// <param name="Best">The best verdict that a claim with it can get.</param>
/// <param name="Reason">A sentence that names the number, name or word.</param>
internal sealed record Objection(ObjectionKind Kind, GroundingVerdict Best, string Reason);
