namespace QaBot.Answering;

/// <param name="Probability">Estimated probability that the evidence answers the question, 0 to 1.</param>
/// <param name="Missing">Words of the question that no piece of evidence has, in its order.</param>
public sealed record GateJudgement(double Probability, IReadOnlyList<string> Missing);
