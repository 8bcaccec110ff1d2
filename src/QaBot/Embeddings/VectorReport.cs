namespace QaBot.Embeddings;

/// <summary>What bringing the vectors up to date did.</summary>
/// <param name="Passages">How many passages there are.</param>
/// <param name="Made">For how many of them the model was asked.</param>
/// <param name="Missing">How many have no vector, because they were more than were to be made; then none was made.</param>
/// <param name="Refused">How many have no vector because the model does not take them (too long, say): they are found by their words alone.</param>
/// <param name="Dimensions">Numbers in each vector; 0 when there is none.</param>
public sealed record VectorReport(int Passages, int Made, int Missing, int Refused, int Dimensions, TimeSpan Elapsed);
