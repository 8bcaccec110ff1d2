namespace QaBot.Answering;

/// <summary>Something on which sources state different values.</summary>
/// <param name="About">What the values are of, in the sources' words.</param>
public sealed record Disagreement(string About, IReadOnlyList<DisputedValue> Values);
