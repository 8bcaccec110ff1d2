namespace QaBot.Evaluation;

/// <summary>How far a run is.</summary>
/// <param name="Doing">What is being worked through, as a noun in the plural.</param>
public sealed record EvaluationProgress(string Doing, int Done, int Total);
