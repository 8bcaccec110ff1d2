namespace QaBot.Answering;

/// <summary>What was made of a prompt file: a prompt or a fault.</summary>
/// <param name="IsForAnswers">False for a prompt that does not write answers from evidence, which others in the folder may be.</param>
internal sealed record PromptReading(LoadedPrompt? Prompt, PromptFault? Fault, bool IsForAnswers)
{
    public static PromptReading Of(PromptFault fault, bool isForAnswers = true) => new(null, fault, isForAnswers);
}
