namespace QaBot.Retrieval;

/// <param name="Evidence">Number of the piece of evidence that the passage is or is part of; null when it is none.</param>
public sealed record PassageSelection(RetrievedPassage Retrieved, PassageFate Fate, int? Evidence);
