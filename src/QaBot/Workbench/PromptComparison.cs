using QaBot.Answering;

namespace QaBot.Workbench;

/// <summary>One question answered with two prompts.</summary>
/// <param name="WordingMatters">False when the embedded model answered, which does not read a prompt's wording.</param>
public sealed record PromptComparison(Question Question, ComparedAnswer First, ComparedAnswer Second, bool WordingMatters);
