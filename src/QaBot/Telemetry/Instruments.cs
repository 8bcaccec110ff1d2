using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using QaBot.Answering;
using QaBot.Grounding;
using QaBot.Passages;

namespace QaBot.Telemetry;

/// <summary>
/// What QaBot tells of itself: spans of the source <see cref="Name"/> and metrics of the meter of the same name. Nobody listens unless an
/// exporter is configured, and then they cost next to nothing. Thread-safe.
/// </summary>
/// <remarks>Tags have few values. None holds what was asked or answered; spans do only with <see cref="TelemetryOptions.RecordText"/>.</remarks>
public sealed class Instruments : IDisposable
{
    public const string Name = "QaBot";

    /// <summary>The source and meter of the models' own spans and metrics, in OpenTelemetry's conventions for generative AI.</summary>
    public const string ModelsName = "QaBot.Models";

    internal const string KindTag = "qabot.answer.kind";

    private const string ModelTag = "qabot.model.use";
    private const string StepTag = "qabot.step";
    private const string AnswerUnit = "{answer}";

    /// <summary>Seconds: a search takes milliseconds, a model up to a minute.</summary>
    private static readonly InstrumentAdvice<double> s_durations = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
    };

    private readonly Meter? _ownMeter;
    private readonly bool _recordsText;
    private readonly Counter<long> _answers;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _claims;
    private readonly Counter<long> _citations;
    private readonly Histogram<double> _answerDuration;
    private readonly Histogram<double> _stepDuration;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _circuitChanges;
    private readonly Counter<long> _overBudget;
    private readonly Counter<long> _wordsAlone;
    private readonly Histogram<double> _indexDuration;
    private readonly Gauge<long> _passages;

    /// <param name="meters">Null for a meter of its own.</param>
    public Instruments(IOptions<TelemetryOptions> options, IMeterFactory? meters = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var version = typeof(Instruments).Assembly.GetName().Version?.ToString();
        Source = new ActivitySource(Name, version);
        _recordsText = options.Value.RecordText;
        _ownMeter = meters is null ? new Meter(Name, version) : null;
        Meter = _ownMeter ?? meters!.Create(new MeterOptions(Name) { Version = version });
        _answers = Meter.CreateCounter<long>("qabot.answers", AnswerUnit, "Answers given, by kind.");
        _refusals = Meter.CreateCounter<long>("qabot.refusals", AnswerUnit, "Refusals, by what was lacking: evidence, or a usable draft.");
        _claims = Meter.CreateCounter<long>("qabot.claims", "{claim}", "Claims checked, by verdict.");
        _citations = Meter.CreateCounter<long>("qabot.citations", "{citation}", "Citations shown.");
        _answerDuration = Meter.CreateHistogram("qabot.answer.duration", "s", "From the question to the whole answer.", advice: s_durations);
        _stepDuration = Meter.CreateHistogram("qabot.step.duration", "s", "Each step of an answer.", advice: s_durations);
        _retries = Meter.CreateCounter<long>("qabot.model.retries", "{retry}", "Requests to a model sent again, by status or reason.");
        _circuitChanges = Meter.CreateCounter<long>("qabot.model.circuit.changes", "{change}", "Changes of a model's circuit, by new state.");
        _overBudget = Meter.CreateCounter<long>("qabot.budget.refusals", "{call}", "Calls of a model refused because the user's tokens of the day are used up.");
        _wordsAlone = Meter.CreateCounter<long>("qabot.retrieval.words_alone", "{search}", "Searches without vectors, because the query could not be embedded.");
        _indexDuration = Meter.CreateHistogram("qabot.index.refresh.duration", "s", "Refreshes of the index.", advice: s_durations);
        _passages = Meter.CreateGauge<long>("qabot.index.passages", "{passage}", "Passages in the index.");
    }

    internal ActivitySource Source { get; }

    internal Meter Meter { get; }

    public void Dispose()
    {
        _ownMeter?.Dispose();
        Source.Dispose();
    }

    /// <summary>Begins the span of a question, under the current one.</summary>
    internal AnswerSpan Begin(Question question) => new(this, question, _recordsText);

    internal void Record(Answer answer, string kind)
    {
        _answers.Add(1, new KeyValuePair<string, object?>(KindTag, kind));
        if (answer.Refused)
            _refusals.Add(1, new KeyValuePair<string, object?>("qabot.refusal.lack", answer.Prompt is null ? "evidence" : "draft"));
        foreach (var verdict in answer.Claims.Concat(answer.Dropped).CountBy(claim => claim.Grounding.Verdict))
            _claims.Add(verdict.Value, new KeyValuePair<string, object?>("qabot.claim.verdict", Word(verdict.Key)));
        _citations.Add(answer.Citations.Count);
        _answerDuration.Record(answer.Timings.Total.TotalSeconds, new KeyValuePair<string, object?>(KindTag, kind));
    }

    /// <summary>An answer that was not finished.</summary>
    internal void RecordStopped(string kind) => _answers.Add(1, new KeyValuePair<string, object?>(KindTag, kind));

    internal void RecordStep(AnswerStep step, TimeSpan duration) => _stepDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>(StepTag, Word(step)));

    /// <param name="model">What the model is for: <c>chat</c> or <c>embeddings</c>.</param>
    internal void CountRetry(string model, string reason) => _retries.Add(1, new(ModelTag, model), new("qabot.retry.reason", reason));

    internal void CountCircuitChange(string model, string state) => _circuitChanges.Add(1, new(ModelTag, model), new("qabot.circuit.state", state));

    internal void CountOverBudget() => _overBudget.Add(1);

    internal void CountWordsAlone() => _wordsAlone.Add(1);

    /// <param name="length">Asked whenever the metric is collected.</param>
    internal void ObserveQueue(Func<long> length) =>
        Meter.CreateObservableGauge("qabot.model.queue.length", length, "{call}", "Calls of the chat model that wait for their turn.");

    internal void RecordRefresh(IndexReport report)
    {
        _indexDuration.Record(report.Elapsed.TotalSeconds);
        _passages.Record(report.PassageCount);
    }

    internal static string Word(AnswerStep step) => step.ToString().ToLowerInvariant();

    private static string Word(GroundingVerdict verdict) => verdict.ToString().ToLowerInvariant();
}
