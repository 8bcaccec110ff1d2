using QaBot.Evaluation.Metrics;
using QaBot.Evaluation.Sets;

namespace QaBot.Evaluation.Reports;

/// <summary>Every metric that runs are measured by, in the order in which they are shown.</summary>
public static class MetricCatalog
{
    /// <summary>Looked at in the first places of a ranking.</summary>
    private const int Top = 10;

    public const string RefusalConfidence = "AUROC of the gate";
    public const string GroundingScore = "AUROC of the check";

    public static IReadOnlyList<Metric> All { get; } = [.. Replies(), .. Retrieval(), .. Answers(), .. Refusing(), .. Grounding(), .. Drafts()];

    private static IEnumerable<Metric> Replies() =>
    [
        new(MetricGroup.Replies, "right reply", "Users get what is right: a right answer from the right source, a refusal where the sources do not answer, a conversational reply where one is due.", new WeightedMean(), run => Questions(run, _ => true, question => Share(question.IsRightAt(run.RefuseBelow)))),
    ];

    private static IEnumerable<Metric> Retrieval() =>
    [
        .. new[] { 1, 5, 20, Evaluator.Depth }.Select(k => Ranking($"recall@{k}", $"The share of the relevant articles among the first {k}.", question => RecallAtK.Of(Ranks(question), k))),
        Ranking($"MRR@{Top}", $"The reciprocal of the first relevant article's rank among the first {Top}.", question => ReciprocalRank.Of(Ranks(question), Top)),
        Ranking($"nDCG@{Top}", $"How near the first {Top} articles are to the best order, by graded relevance.", question => NormalizedDiscountedCumulativeGain.Of(Relevant(question), Top)),
        Ranking("MAP", "Precision at each relevant article's rank, in the mean.", question => AveragePrecision.Of(Ranks(question))),
    ];

    private static IEnumerable<Metric> Answers() =>
    [
        Answer("answer and source", $"An accepted answer in the first {GoldenAnswer.AnswerWindow} characters, and a relevant document among the first two cited.", question => Share(HasAnswer(question) && question.CitesRightSource)),
        Answer("answer", $"An accepted answer, in whole words, in the first {GoldenAnswer.AnswerWindow} characters.", question => Share(HasAnswer(question))),
        Answer("source", "A relevant document among the first two cited.", question => Share(question.CitesRightSource)),
        Answer("cited documents, precision", "The share of the cited documents that are relevant; 0 where none is cited.", CitedPrecision),
        Answer("cited documents, recall", "The share of the relevant documents that are cited.", question => (double)question.Cited.Count(question.Asked.Relevant.ContainsKey) / question.Asked.Relevant.Count),
        Answer("token F1", "Words in common with an accepted answer, SQuAD's way.", question => TokenF1.Of(question.PlainText, question.Asked.Answers), question => question.Asked.Answers.Count > 0),
        Answer("all answers", $"Every answer that must be shown, in the first {GoldenAnswer.LongWindow} characters.", question => Share(new GoldenAnswer(question.ShownText).HasAll(question.Asked.MustShow!)), question => question.Asked.MustShow is not null),
        Answer("both sides cited", "Where several answers must be shown: each stands in a quote that is cited.", question => Share(ShowsBothSides(question)), question => question.Asked.MustShow is { Count: > 1 }),
        Answer("wrong answer", $"What a misleading document says, in the first {GoldenAnswer.LongWindow} characters.", question => Share(new GoldenAnswer(question.ShownText).Mentions(question.Asked.WrongAnswers!)), question => question.Asked.WrongAnswers is { Count: > 0 }) with { LowerIsBetter = true },
        Alce("citation precision", "The share of the citations without which their claim would not be supported, or which support it alone (ALCE, judged by QaBot's own check).", support => (support.Relevant, support.Citations)),
        Alce("citation recall", "The share of the claims shown that their citations support (ALCE, judged by QaBot's own check).", support => (support.Supported, support.Claims)),
        Answer("characters", "Length of the answers.", question => question.Answer.EnumerateRunes().Count()) with { IsNeutral = true, IsShare = false },
    ];

    private static IEnumerable<Metric> Refusing() =>
    [
        Gate("balanced accuracy of refusing", "The mean of the share answered of the questions with an answer, and the share refused of those without.", new BalancedAccuracy(), (question, run) => Share(question.IsRefusedAt(run.RefuseBelow) != IsAnswerable(question))),
        Gate(RefusalConfidence, "How well the gate's probability tells questions with an answer from those without, at any threshold.", new AreaUnderRoc(), (question, _) => question.Confidence),
        Gate("answered or refused as is right", "The share of the questions; of one kind, of those with an answer answered or of those without refused.", new WeightedMean(), (question, run) => Share(question.IsRefusedAt(run.RefuseBelow) != IsAnswerable(question))),
        Gate("coverage", "The share of the questions that is answered.", new WeightedMean(), (question, run) => Share(!question.IsRefusedAt(run.RefuseBelow))) with { IsNeutral = true },
        new(MetricGroup.Refusing, "accuracy when answering", "The share of the answers given that is right.", new WeightedMean(), run => Questions(run, question => IsDecided(question) && !question.IsRefusedAt(run.RefuseBelow), question => Share(question.IsRightAt(run.RefuseBelow)))),
        Probability("Brier score of the gate", "Mean squared error of the gate's probability.", new BrierScore()),
        Probability("calibration error of the gate", "How far the gate's probability is from the share that has an answer, in the mean (ECE, ten bins).", new CalibrationError()),
        new(MetricGroup.Refusing, "conversation recognised", "The share of greetings, thanks and the like that get a conversational reply.", new WeightedMean(), run => Questions(run, question => question.Asked.Expected == ExpectedReply.Conversation, question => Share(question.Kind == Answering.AnswerKind.Conversational))),
    ];

    private static IEnumerable<Metric> Grounding() =>
    [
        new(MetricGroup.Grounding, "balanced accuracy of the check", "The mean of the share of supported claims accepted, and the share of others not accepted.", new BalancedAccuracy(), run => Claims(run, claim => Share(claim.IsRight))),
        new(MetricGroup.Grounding, GroundingScore, "How well the score tells supported claims from others.", new AreaUnderRoc(), run => Claims(run, claim => claim.Score)),
        new(MetricGroup.Grounding, "right verdict", "The share of the claims; of one kind, of supported claims accepted or of others caught.", new WeightedMean(), run => Claims(run, claim => Share(claim.IsRight))),
        new(MetricGroup.Grounding, "calibration error of the check", "How far the score is from the share that is supported, in the mean (ECE, ten bins).", new CalibrationError(), run => Claims(run, claim => claim.Score)) { LowerIsBetter = true, HasKinds = false },
    ];

    private static IEnumerable<Metric> Drafts() =>
    [
        Draft("citation precision of drafts", "Of the pairs of a claim and a citation shown without a mark of doubt, the share in which the passage supports the claim.", draft => (draft.Pairs.Count(pair => pair.Supports), draft.Pairs.Count)),
        Draft("citation recall of drafts", "Of the claims that a passage supports, the share shown with a citation of such a passage.", draft => (draft.Claims.Count(claim => claim.IsShown), draft.Claims.Count)),
        Draft("citation recall of drafts, unmarked", "The same without a mark of doubt.", draft => (draft.Claims.Count(claim => claim.IsUnmarked), draft.Claims.Count)),
    ];

    /// <summary>Of questions with an answer or without, not of conversation.</summary>
    public static IReadOnlyList<Observation> GateProbabilities(EvaluationRun run) =>
        Questions(run, question => IsDecided(question) && question.Probability is not null, question => question.Probability!.Value);

    /// <summary>The share of the relevant articles among the first k, for each question with any.</summary>
    public static IReadOnlyList<Observation> Recall(EvaluationRun run, int k) =>
        Questions(run, question => question.Asked.Relevant.Count > 0, question => RecallAtK.Of(Ranks(question), k));

    private static Metric Ranking(string name, string meaning, Func<QuestionOutcome, double> value) =>
        new(MetricGroup.Retrieval, name, meaning, new WeightedMean(), run => Questions(run, question => question.Asked.Relevant.Count > 0, value));

    private static Metric Answer(string name, string meaning, Func<QuestionOutcome, double> value, Func<QuestionOutcome, bool>? where = null) =>
        new(MetricGroup.Answers, name, meaning, new WeightedMean(), run => Questions(run, question => IsAnswerable(question) && (where is null || where(question)), value));

    /// <summary>A micro-average over all answers shown, also to questions without an answer.</summary>
    private static Metric Alce(string name, string meaning, Func<CitationSupport, (int Good, int All)> count) =>
        new(MetricGroup.Answers, name, meaning, new WeightedMean(), run =>
        [
            .. run.Questions.Where(question => count(question.Support).All > 0).Select(question => Observe(question, (double)count(question.Support).Good / count(question.Support).All) with { Weight = count(question.Support).All }),
        ]);

    /// <summary>A micro-average over all drafts.</summary>
    private static Metric Draft(string name, string meaning, Func<DraftOutcome, (int Good, int All)> count) =>
        new(MetricGroup.Drafts, name, meaning, new WeightedMean(), run =>
        [
            .. run.Drafts.Where(draft => count(draft).All > 0).Select(draft => new Observation(draft.Id, (double)count(draft).Good / count(draft).All) { Weight = count(draft).All }),
        ]);

    private static Metric Gate(string name, string meaning, Statistic statistic, Func<QuestionOutcome, EvaluationRun, double> value) =>
        new(MetricGroup.Refusing, name, meaning, statistic, run => Questions(run, IsDecided, question => value(question, run)));

    private static Metric Probability(string name, string meaning, Statistic statistic) =>
        new(MetricGroup.Refusing, name, meaning, statistic, GateProbabilities) { LowerIsBetter = true, HasKinds = false };

    private static IReadOnlyList<Observation> Questions(EvaluationRun run, Func<QuestionOutcome, bool> where, Func<QuestionOutcome, double> value) =>
        [.. run.Questions.Where(where).Select(question => Observe(question, value(question)))];

    private static Observation Observe(QuestionOutcome question, double value) =>
        new(question.Asked.Id, value) { Kind = question.Asked.Kind ?? "", IsPositive = IsAnswerable(question) };

    private static IReadOnlyList<Observation> Claims(EvaluationRun run, Func<ClaimOutcome, double> value) => [.. run.Claims.Select(claim => claim.Observe(value(claim)))];

    private static bool IsAnswerable(QuestionOutcome question) => question.Asked.Expected == ExpectedReply.Answer;

    private static bool IsDecided(QuestionOutcome question) => question.Asked.Expected != ExpectedReply.Conversation;

    private static double Share(bool isSo) => isSo ? 1 : 0;

    private static bool HasAnswer(QuestionOutcome question) => new GoldenAnswer(question.ShownText).Has(question.Asked.Answers);

    private static double CitedPrecision(QuestionOutcome question) =>
        question.Cited.Count == 0 ? 0 : (double)question.Cited.Count(question.Asked.Relevant.ContainsKey) / question.Cited.Count;

    private static bool ShowsBothSides(QuestionOutcome question)
    {
        var quotes = question.Citations.Select(citation => new WholeWords(citation.Quote)).ToList();
        return question.Asked.MustShow!.All(group => group.Any(wording => quotes.Exists(quote => quote.Contain(wording))));
    }

    private static List<int?> Ranks(QuestionOutcome question) => [.. Relevant(question).Select(document => document.Rank)];

    private static List<(int? Rank, int Gain)> Relevant(QuestionOutcome question) =>
        [.. question.Asked.Relevant.Select(document => (question.Ranks.TryGetValue(document.Key, out var rank) ? rank : (int?)null, document.Value))];
}
