using QaBot.Models.Extractive;

namespace QaBot.Answering;

/// <summary>Estimates whether the evidence answers the question at all. Thread-safe.</summary>
/// <remarks>
/// A logistic model over how well the best sentence covers the question and how well its words were retrieved, with weights kept at or
/// above zero, fitted to answerable and unanswerable questions (SQuAD 2.0, MTRAG) that weigh the same, so that 0.5 is even odds.
/// </remarks>
public sealed class EvidenceGate(SentenceRanker ranker)
{
    private const double Bias = -3.21;
    private const double ManyTerms = 8;

    public GateJudgement Judge(StandaloneQuery query, IReadOnlyList<EvidencePassage> evidence)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(evidence);
        var question = query.Translation ?? query.Question;
        var profile = ranker.Profile(question, query.Topic);
        var missing = new HashSet<string>(profile.Terms.Select(term => term.Term), StringComparer.Ordinal);
        var blocks = evidence.Select(passage => new EvidenceBlock(passage.Number, passage.Article.DisplayName, passage.Text)).ToList();
        var ranked = ranker.Rank(profile, question, blocks);
        foreach (var sentence in ranked)
            missing.ExceptWith(sentence.Matched);
        if (profile.Type == AnswerType.Summary && ranked.Count > 0)
            return new GateJudgement(1, missing);
        return new GateJudgement(ranked.Count == 0 || ranked[0].Matched.Count == 0 ? 0 : Probability(profile, ranked[0].Features, evidence), missing);
    }

    private static double Probability(QuestionProfile profile, SentenceFeatures best, IReadOnlyList<EvidencePassage> evidence)
    {
        var relativeScore = evidence.Max(passage => passage.Score) / Math.Max(1e-9, profile.TotalWeight);
        var z = Bias
            + (0.75 * best.Coverage)
            + (0.64 * best.ContextNameCoverage)
            + (0.21 * best.AnswerCue)
            + (0.50 * best.Density)
            + (1.01 * relativeScore)
            + (0.65 * Math.Min(1, profile.Terms.Count / ManyTerms));
        return 1 / (1 + Math.Exp(-z));
    }
}
