using QaBot.Models.Extractive;

namespace QaBot.Answering;

/// <summary>Estimates whether the evidence answers the question at all. Thread-safe.</summary>
/// <remarks>
/// A logistic model over how well the best sentence covers the question and how well its words were retrieved, with weights kept at or
/// above zero, fitted to answerable and unanswerable questions (SQuAD 2.0, MTRAG) that weigh the same.
/// </remarks>
public sealed class EvidenceGate(SentenceRanker ranker)
{
    private const double Bias = -3.19;
    private const double ManyTerms = 8;

    public GateJudgement Judge(StandaloneQuery query, IReadOnlyList<EvidencePassage> evidence)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(evidence);
        var question = query.Wording;
        var profile = ranker.Profile(question, query.Topic);
        var blocks = evidence.Select(passage => new EvidenceBlock(passage.Number, passage.Article.DisplayName, passage.Text)).ToList();
        var ranked = ranker.Rank(profile, question, blocks);
        var found = ranked.SelectMany(sentence => sentence.Matched).ToHashSet(StringComparer.Ordinal);
        var missing = profile.Terms.Where(term => !found.Contains(term.Term)).Select(term => term.Word).ToList();
        if (profile.Type == AnswerType.Summary && ranked.Count > 0)
            return new GateJudgement(1, missing);
        return new GateJudgement(ranked.Count == 0 || ranked[0].Matched.Count == 0 ? 0 : Probability(profile, ranked[0].Features, evidence), missing);
    }

    private static double Probability(QuestionProfile profile, SentenceFeatures best, IReadOnlyList<EvidencePassage> evidence)
    {
        var relativeScore = evidence.Max(passage => passage.Score) / Math.Max(1e-9, profile.TotalWeight);
        var z = Bias
            + (0.88 * best.Coverage)
            + (0.63 * best.ContextNameCoverage)
            + (0.19 * best.AnswerCue)
            + (0.66 * best.Density)
            + (0.85 * relativeScore)
            + (0.69 * Math.Min(1, profile.Terms.Count / ManyTerms));
        return 1 / (1 + Math.Exp(-z));
    }
}
