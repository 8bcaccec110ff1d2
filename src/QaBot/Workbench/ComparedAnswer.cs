using QaBot.Answering;

namespace QaBot.Workbench;

/// <param name="PromptTokens">Tokens of the prompt as it was sent, as <see cref="Passages.TokenCounter"/> counts them; null when no model was asked.</param>
public sealed record ComparedAnswer(PromptIdentity Prompt, Answer Answer, int? PromptTokens);
