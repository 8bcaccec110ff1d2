using System.Text;
using Microsoft.Extensions.AI;
using QaBot.Retrieval;
using QaBot.Telemetry;

namespace QaBot.Answering;

/// <summary>What is known of one answer while it is being made. Not thread-safe.</summary>
internal sealed class AnswerRun(Question question, ReplyLanguage language, TimeProvider clock, AnswerSpan span)
{
    private readonly long _started = clock.GetTimestamp();
    private readonly TimeSpan[] _elapsed = new TimeSpan[Enum.GetValues<AnswerStep>().Length];
    private readonly StringBuilder _draft = new();
    private UsageDetails? _usage;
    private string? _model;

    public Question Question { get; } = question;

    public Phrasebook Phrases { get; } = Phrasebook.For(language);

    public AnswerWriter Writer { get; } = new(Phrasebook.For(language));

    public RenderedPrompt Rendered { get; } = new();

    /// <summary>Null before the search.</summary>
    public FoundEvidence? Found { get; set; }

    public GateJudgement? Judgement { get; set; }

    public IReadOnlyList<RetrievedPassage> Retrieved => Found?.Retrieved ?? [];

    public IReadOnlyList<EvidencePassage> Evidence => Found?.Evidence ?? [];

    /// <summary>Claims that are left out, with their verdicts.</summary>
    public List<Claim> Dropped { get; } = [];

    public IReadOnlyList<Disagreement> Disagreements { get; set; } = [];

    public PromptIdentity? Prompt { get; set; }

    public string? PromptProblem { get; set; }

    /// <summary>Why it is refused.</summary>
    public string? Reason { get; set; }

    /// <summary>Why the model gave no whole draft; null when it did.</summary>
    public string? Failure { get; set; }

    /// <summary>True when there are quotes, and all are in a language that the question is not in.</summary>
    public bool IsInAnotherLanguageThan(IEnumerable<Citation> citations)
    {
        var languages = citations.Select(citation => LanguageDetector.Detect(citation.Quote)).ToHashSet();
        return languages.Count > 0 && !languages.Contains(language);
    }

    /// <summary>Counts the time until the result is disposed, and has the step's span be the current one.</summary>
    public Measurement Measure(AnswerStep step) => new(this, step);

    public void Take(ChatResponseUpdate update)
    {
        _draft.Append(update.Text);
        _model = update.ModelId ?? _model;
        foreach (var usage in update.Contents.OfType<UsageContent>())
            (_usage ??= new UsageDetails()).Add(usage.Details);
    }

    public AnswerCompleted Complete(AnswerKind kind)
    {
        var answer = ToAnswer(kind);
        span.Complete(answer, _elapsed);
        return new AnswerCompleted(answer);
    }

    public readonly struct Measurement(AnswerRun run, AnswerStep step) : IDisposable
    {
        private readonly long _from = run.Now;
        private readonly AnswerSpan.StepScope _span = run.Enter(step);

        public void Dispose()
        {
            run._elapsed[(int)step] += run.Since(_from);
            _span.Dispose();
        }
    }

    private Answer ToAnswer(AnswerKind kind) => new()
    {
        Question = Question,
        Kind = kind,
        Query = Found?.Query.Text ?? Question.Text,
        Text = Writer.Text,
        Reason = Reason,
        Claims = kind == AnswerKind.Cited ? [.. Writer.Claims] : [],
        Citations = kind == AnswerKind.Cited ? [.. Writer.Citations.Citations] : [],
        Disagreements = Disagreements,
        Dropped = [.. Dropped],
        Found = Found,
        Judgement = Judgement,
        Retrieved = Retrieved,
        Evidence = Evidence,
        Model = _model,
        Prompt = Prompt,
        PromptProblem = PromptProblem,
        RenderedPrompt = Rendered.Text,
        Draft = Prompt is null ? null : _draft.ToString(),
        Usage = _usage,
        Timings = new AnswerTimings(
            _elapsed[(int)AnswerStep.Retrieve],
            _elapsed[(int)AnswerStep.Answer],
            _elapsed[(int)AnswerStep.Verify],
            clock.GetElapsedTime(_started)),
    };

    private long Now => clock.GetTimestamp();

    private AnswerSpan.StepScope Enter(AnswerStep step) => span.Enter(step);

    private TimeSpan Since(long from) => clock.GetElapsedTime(from);
}
