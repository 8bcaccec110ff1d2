using System.Numerics.Tensors;
using QaBot.Models.Extractive;

namespace QaBot.Answering;

/// <summary>Estimates whether the evidence answers the question at all. Thread-safe.</summary>
/// <remarks>
/// A logistic model over <see cref="GateFeatures"/>, fitted to answerable and unanswerable questions that weigh the same (SQuAD 2.0, MTRAG and
/// the golden set's half for tuning); see <see cref="AnswerModel"/>.
/// </remarks>
public sealed class EvidenceGate(SentenceRanker ranker)
{
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
        return new GateJudgement(ranked.Count == 0 || ranked[0].Matched.Count == 0 ? 0 : Probability(GateFeatures.Of(profile, question, ranked)), missing);
    }

    private static double Probability(GateFeatures features)
    {
        var z = AnswerModel.GateIntercept + TensorPrimitives.Dot<double>([.. features.Values], AnswerModel.Gate);
        return 1 / (1 + Math.Exp(-z));
    }
}
