using System.Diagnostics;
using QaBot.Answering;
using QaBot.Grounding;

namespace QaBot.Telemetry;

/// <summary>The span of one question, with one below it for each step that was taken. Not thread-safe.</summary>
/// <remarks>
/// Steps alternate while an answer streams (write, check, write, …), and between two of its updates the caller's code runs. So a step's span
/// is made current only while the step runs, and goes from its first beginning to its last end.
/// </remarks>
internal sealed class AnswerSpan : IDisposable
{
    private readonly Instruments _instruments;
    private readonly bool _recordsText;
    private readonly Activity? _question;
    private readonly Dictionary<AnswerStep, (Activity Span, DateTime End)> _steps = [];
    private bool _isComplete;

    public AnswerSpan(Instruments instruments, Question question, bool recordsText)
    {
        (_instruments, _recordsText) = (instruments, recordsText);
        var caller = Activity.Current;
        _question = instruments.Source.StartActivity("answer question");
        Activity.Current = caller;
        if (recordsText)
            _question?.SetTag("qabot.question", question.Text);
    }

    /// <summary>Makes the step's span the current one until the result is disposed.</summary>
    public StepScope Enter(AnswerStep step)
    {
        if (_question is null)
            return default;
        var before = Activity.Current;
        if (_steps.TryGetValue(step, out var known))
        {
            Activity.Current = known.Span;
        }
        else if (_instruments.Source.StartActivity(Instruments.Word(step), ActivityKind.Internal, _question.Context) is { } span)
        {
            _steps[step] = (span, default);
        }

        return new StepScope(this, step, before);
    }

    public void Complete(Answer answer, IReadOnlyList<TimeSpan> elapsed)
    {
        _isComplete = true;
        var kind = Kind(answer);
        _instruments.Record(answer, kind);
        for (var step = 0; step < elapsed.Count; step++)
        {
            if (elapsed[step] > TimeSpan.Zero)
                _instruments.RecordStep((AnswerStep)step, elapsed[step]);
        }

        if (_question is null)
            return;
        _question.SetTag(Instruments.KindTag, kind);
        _question.SetTag("qabot.answer.degraded_by", answer.Degraded?.Name);
        _question.SetTag("qabot.retrieved", answer.Retrieved.Count);
        _question.SetTag("qabot.claims", answer.Claims.Count + answer.Dropped.Count);
        _question.SetTag("qabot.claims.unsupported", answer.Claims.Concat(answer.Dropped).Count(claim => claim.Grounding.Verdict == GroundingVerdict.Unsupported));
        _question.SetTag("qabot.claims.repaired", answer.Repairs.Count);
        _question.SetTag("qabot.citations", answer.Citations.Count);
        _question.SetTag("qabot.prompt.name", answer.Prompt?.Name);
        _question.SetTag("qabot.prompt.hash", answer.Prompt?.Hash);
        _question.SetTag("gen_ai.response.model", answer.Model);
        if (_recordsText)
            _question.SetTag("qabot.answer", answer.Text);
    }

    public void Dispose()
    {
        var caller = Activity.Current;
        if (!_isComplete)
        {
            const string stopped = "stopped";
            _instruments.RecordStopped(stopped);
            _question?.SetTag(Instruments.KindTag, stopped);
        }

        foreach (var (span, end) in _steps.Values)
        {
            if (end != default)
                span.SetEndTime(end);
            span.Dispose();
        }

        _question?.Dispose();
        Activity.Current = caller;
    }

    private static string Kind(Answer answer) => answer is { Refused: false, Degraded: not null } ? "degraded" : answer.Kind.ToString().ToLowerInvariant();

    private void Leave(AnswerStep step, Activity? before)
    {
        if (_steps.TryGetValue(step, out var known))
            _steps[step] = known with { End = DateTime.UtcNow };
        Activity.Current = before;
    }

    internal readonly struct StepScope(AnswerSpan? span, AnswerStep step, Activity? before) : IDisposable
    {
        public void Dispose() => span?.Leave(step, before);
    }
}
