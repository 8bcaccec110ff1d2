using System.Text;
using Microsoft.Extensions.AI;
using QaBot.Models;
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

    /// <summary>What kept the model from a whole draft; null when nothing did.</summary>
    public ModelProblemKind? Failure { get; set; }

    /// <summary>The model says that the sources do not answer.</summary>
    public bool Abstained { get; set; }

    public Degradation? Degraded { get; set; }

    /// <summary>How many claims the draft held, whatever became of them.</summary>
    public int DraftedClaims { get; set; }

    public List<ClaimRepair> Repairs { get; } = [];

    /// <summary>What the model wrote when it was asked for corrections; null when it was not.</summary>
    public string? RepairDraft { get; set; }

    /// <summary>Why a prompt that helps with answers is not used as it stands on disk.</summary>
    public string? SupportingPromptProblem { get; set; }

    /// <summary>True when there are quotes, and all are in a language that the question is not in.</summary>
    public bool IsInAnotherLanguageThan(IEnumerable<QuotedWords> quotes)
    {
        var languages = quotes.Select(quote => LanguageDetector.Detect(quote.Text)).ToHashSet();
        return languages.Count > 0 && !languages.Contains(language);
    }

    /// <summary>Counts the time until the result is disposed, and has the step's span be the current one.</summary>
    public Measurement Measure(AnswerStep step) => new(this, step);

    /// <summary>Takes a piece of the model's draft.</summary>
    public void Take(ChatResponseUpdate update)
    {
        _draft.Append(update.Text);
        _model = update.ModelId ?? _model;
        Count(update.Contents.OfType<UsageContent>().Select(usage => usage.Details));
    }

    /// <summary>Adds to the tokens that the answer took.</summary>
    public void Count(IEnumerable<UsageDetails> usages)
    {
        foreach (var usage in usages)
            (_usage ??= new UsageDetails()).Add(usage);
    }

    /// <summary>Nothing of what the model wrote stands in the answer.</summary>
    public void NameModel(string model) => _model = model;

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
        Degraded = Degraded,
        Repairs = [.. Repairs],
        RepairDraft = RepairDraft,
        SupportingPromptProblem = SupportingPromptProblem,
        Usage = _usage,
        Timings = new AnswerTimings(
            _elapsed[(int)AnswerStep.Retrieve],
            _elapsed[(int)AnswerStep.Answer],
            _elapsed[(int)AnswerStep.Verify],
            clock.GetElapsedTime(_started))
        {
            Repair = _elapsed[(int)AnswerStep.Repair],
        },
    };

    private long Now => clock.GetTimestamp();

    private AnswerSpan.StepScope Enter(AnswerStep step) => span.Enter(step);

    private TimeSpan Since(long from) => clock.GetElapsedTime(from);
}
