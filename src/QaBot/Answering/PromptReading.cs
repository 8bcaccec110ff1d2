namespace QaBot.Answering;

/// <summary>What was made of a prompt file: a prompt or a fault.</summary>
/// <param name="IsForAnswers">False for a prompt that has nothing to do with evidence and questions, which other prompts in the folder may be.</param>
internal sealed record PromptReading(AnswerPrompt? Prompt, PromptFault? Fault, bool IsForAnswers)
{
    public static PromptReading Of(PromptFault fault, bool isForAnswers = true) => new(null, fault, isForAnswers);
}
