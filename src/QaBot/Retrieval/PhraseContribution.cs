namespace QaBot.Retrieval;

/// <summary>What two neighbouring words of a query that also stand near each other in a passage add to its score.</summary>
/// <param name="First">As it stands in the query.</param>
/// <param name="Second">As it stands in the query.</param>
public sealed record PhraseContribution(string First, string Second, double Score);
