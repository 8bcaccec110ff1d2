using QaBot.Models.Extractive;

namespace QaBot.Answering;

/// <summary>Estimates whether the evidence answers the question at all. Thread-safe.</summary>
/// <remarks>A logistic model over how well the best sentence and its passage cover the question.</remarks>
public sealed class EvidenceGate(SentenceRanker ranker)
{
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
        return new GateJudgement(ranked.Count == 0 || ranked[0].Matched.Count == 0 ? 0 : Probability(ranked[0].Features), missing);
    }

    private static double Probability(SentenceFeatures best)
    {
        var z = -4.2 + (3.2 * best.Coverage) + (2.0 * best.ContextCoverage) + (1.6 * best.PassageCoverage) + (0.8 * best.ContextNameCoverage) + (0.6 * best.AnswerCue) + (0.5 * best.Adjacency);
        return 1 / (1 + Math.Exp(-z));
    }
}
