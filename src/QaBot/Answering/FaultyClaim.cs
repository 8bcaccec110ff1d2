namespace QaBot.Answering;

/// <summary>A claim of a draft as the prompt for repairs gets it.</summary>
/// <param name="Number">What the reply calls it, from 1.</param>
/// <param name="Cited">Passage numbers as the draft gave them, also those of no passage.</param>
/// <param name="Problem">What the checker has against it, in one sentence.</param>
public sealed record FaultyClaim(int Number, string Text, IReadOnlyList<int> Cited, string Problem);
