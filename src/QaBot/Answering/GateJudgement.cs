namespace QaBot.Answering;

/// <param name="Probability">Estimated probability that the evidence answers the question, 0 to 1.</param>
/// <param name="Missing">Analyzed terms of the question that no piece of evidence has.</param>
public sealed record GateJudgement(double Probability, IReadOnlySet<string> Missing);
