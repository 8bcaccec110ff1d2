namespace QaBot.Answering;

/// <param name="Value">As the source writes it.</param>
/// <param name="Citation">Number of the citation whose quote states it.</param>
public sealed record DisputedValue(string Value, int Citation);
