namespace QaBot.Storage;

/// <param name="ETag">Names this state of the value; never used twice for one key.</param>
public sealed record StoredValue(string Value, string ETag);
