using QaBot.Answering;
using QaBot.Evaluation.Metrics;
using QaBot.Evaluation.Sets;
using QaBot.Grounding;

namespace QaBot.Evaluation;

/// <summary>Tells which citations of an answer support their claims, by a draft's labels.</summary>
/// <remarks>
/// The claims of the answer and of the labels are matched by their words, since a claim may be cut or shown a little differently; one that is like none counts as
/// supported by nothing.
/// </remarks>
internal static class DraftScoring
{
    /// <summary>Words in common (F1) from which two texts are the same claim.</summary>
    private const double Alike = 0.5;

    public static DraftOutcome Of(EvaluationDraft draft, IReadOnlyList<EvidencePassage> evidence, Answer answer)
    {
        var citations = answer.Citations.ToDictionary(citation => citation.Number);
        var shown = answer.Claims.Select(claim => (Claim: claim, Label: LabelOf(claim.Text, draft.Claims), Cited: claim.Citations.Select(number => citations[number]).ToList())).ToList();
        var pairs = shown.Where(item => IsUnmarked(item.Claim))
            .SelectMany(item => item.Cited.Select(citation => new DraftOutcome.Pair(item.Claim.Text, citation.Quote, Supports(item.Label, citation, evidence))));
        var claims = draft.Claims.Where(label => label.Supporting.Count > 0).Select(label =>
        {
            var right = shown.Where(item => item.Label == label && item.Cited.Exists(citation => Supports(label, citation, evidence))).ToList();
            return new DraftOutcome.SupportedClaim(label.Text, right.Count > 0, right.Exists(item => IsUnmarked(item.Claim)));
        });
        return new DraftOutcome(draft.Id, draft.Question, draft.Draft, answer.Text, [.. pairs], [.. claims]);
    }

    private static bool IsUnmarked(Claim claim) => claim.Grounding.Verdict == GroundingVerdict.Supported;

    private static bool Supports(LabelledClaim? label, Citation citation, IReadOnlyList<EvidencePassage> evidence) =>
        label is not null && evidence.Any(passage => label.Supporting.Contains(passage.Number) && passage.Article == citation.Article && passage.Span.Contains(citation.Span));

    private static LabelledClaim? LabelOf(string shown, IReadOnlyList<LabelledClaim> labels)
    {
        var (label, likeness) = labels.Select(label => (label, likeness: TokenF1.Of(shown, [label.Text]))).MaxBy(item => item.likeness);
        return likeness >= Alike ? label : null;
    }
}
