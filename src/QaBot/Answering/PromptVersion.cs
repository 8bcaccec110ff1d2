namespace QaBot.Answering;

/// <summary>The prompt that is to be used by some name at the moment.</summary>
/// <param name="Prompt">The file as it stands, or the last good version of it; null when it never was good or does not exist.</param>
/// <param name="Problem">Why the file as it stands is not used (its name, the line, the reason), in one line; null when it is.</param>
public sealed record PromptVersion(LoadedPrompt? Prompt, string? Problem);
