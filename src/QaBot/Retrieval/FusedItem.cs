namespace QaBot.Retrieval;

/// <param name="Score">Above 0; 1 for what is first in every ranking.</param>
public readonly record struct FusedItem<T>(T Item, double Score);
