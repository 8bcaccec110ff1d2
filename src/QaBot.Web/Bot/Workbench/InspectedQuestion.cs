using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using QaBot.Answering;

namespace QaBot.Web.Bot.Workbench;

/// <summary>
/// What the workbench does about one question: it is answered with the conversation's prompt, the reply says with which, and the steps are
/// shown behind it. Where the workbench is off it does nothing.
/// </summary>
public sealed class InspectedQuestion
{
    private readonly AnswerInspector? _inspector;
    private readonly ITurnContext _turn;
    private readonly ConversationMemory _memory;
    private Answer? _answer;
    private bool _hasNewProblem;

    internal InspectedQuestion(AnswerInspector? inspector, ITurnContext turn, ConversationMemory memory) =>
        (_inspector, _turn, _memory) = (inspector, turn, memory);

    private WorkbenchMemory Memory => _memory.Workbench ?? new WorkbenchMemory();

    /// <returns>The question as it is to be asked.</returns>
    public Question Ask(Question question) => _inspector is null ? question : question with { Prompt = Memory.Settings.Prompt };

    /// <summary>Keeps the answer for commands; to be called before the memory is stored.</summary>
    public void Take(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (_inspector is null)
            return;
        _answer = answer;
        _hasNewProblem = answer.PromptProblem is not null && answer.PromptProblem != Memory.ReportedProblem;
        // Small talk has no evidence to explain or to compare.
        var isQuestion = answer.Kind != AnswerKind.Conversational;
        // What was said of a file says nothing when no prompt was asked for.
        var reported = answer.Prompt is null ? Memory.ReportedProblem : answer.PromptProblem;
        _memory.Workbench = Memory with { LastQuestion = isQuestion ? answer.Question : Memory.LastQuestion, ReportedProblem = reported };
        if (isQuestion)
            _inspector.Keep(_turn.Activity, answer);
    }

    /// <summary>Says below a reply what answered.</summary>
    /// <returns>The same activity.</returns>
    public Activity Sign(Activity reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (_inspector is not null && _answer is not null && Signature.Of(_answer) is { } signature)
            reply.Text = $"{reply.Text}\n\n{signature}";
        return reply;
    }

    /// <summary>Sends what belongs behind the reply. It never fails.</summary>
    public Task SendAsync() =>
        _inspector is null || _answer is null ? Task.CompletedTask : _inspector.SendAsync(_turn, _answer, _hasNewProblem, Memory.Settings);
}
