namespace QaBot.Answering;

/// <param name="Hash">SHA-256 of the prompt file's bytes, in lower-case hexadecimal.</param>
public sealed record PromptIdentity(string Name, string Hash);
