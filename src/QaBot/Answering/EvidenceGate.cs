using QaBot.Models.Extractive;

namespace QaBot.Answering;

/// <summary>Estimates whether the evidence answers the question at all. Thread-safe.</summary>
/// <remarks>
/// A logistic model over how well the best sentence, its passage and the retrieval score cover the question, fitted to answerable and
/// unanswerable questions (SQuAD 2.0, MTRAG) with both classes weighing the same, so that 0.5 is where refusing and answering are equally often wrong.
/// </remarks>
public sealed class EvidenceGate(SentenceRanker ranker)
{
    private const double ManyTerms = 8;
    private static readonly double[] s_weights = [0.06, 0.18, -0.15, 0.71, 0.51, 0.24, 0.64, -0.22, 0.28, -0.46, 1.83, 0.69];
    private const double Bias = -3.17;

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
        return new GateJudgement(ranked.Count == 0 || ranked[0].Matched.Count == 0 ? 0 : Probability(profile, ranked, evidence), missing);
    }

    private static double Probability(QuestionProfile profile, IReadOnlyList<ScoredSentence> ranked, IReadOnlyList<EvidencePassage> evidence)
    {
        var best = ranked[0].Features;
        double[] values =
        [
            best.Coverage, best.ContextCoverage, best.Adjacency, best.ContextNameCoverage, best.Rarest, best.AnswerCue, best.Density, best.PassageCoverage,
            ranked.Max(sentence => sentence.Features.Coverage),
            ranked.Max(sentence => sentence.Features.PassageCoverage),
            evidence.Max(passage => passage.Score) / Math.Max(1e-9, profile.TotalWeight),
            Math.Min(1, profile.Terms.Count / ManyTerms),
        ];
        var z = Bias;
        for (var i = 0; i < values.Length; i++)
            z += s_weights[i] * values[i];
        return 1 / (1 + Math.Exp(-z));
    }
}
