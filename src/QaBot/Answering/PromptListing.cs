namespace QaBot.Answering;

/// <summary>An answer prompt of the prompts folder.</summary>
/// <param name="Description">As its file has it; null when no version of it can be used.</param>
/// <param name="Hash">SHA-256 of the version that is in use, in lower-case hexadecimal; null when none can be used.</param>
/// <param name="IsConfigured">True for the one that answers where none is asked for.</param>
/// <param name="Problem">Why the file as it stands is not used, in one line; null when it is.</param>
public sealed record PromptListing(string Name, string? Description, string? Hash, bool IsConfigured, string? Problem);
