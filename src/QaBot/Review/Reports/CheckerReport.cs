using System.Text.RegularExpressions;
using QaBot.Evaluation.Metrics;
using QaBot.Review.Verdicts;

namespace QaBot.Review.Reports;

/// <summary>The checker checked: what it finds of claims beside what people find of them.</summary>
/// <param name="Claims">How many claims people judged.</param>
/// <param name="Precision">Of the claims that it finds not supported, those of which people find the same.</param>
/// <param name="Recall">Of the claims that people find not supported, those that it finds so.</param>
/// <param name="Reasons">The same by the reason that it gives, the most frequent first.</param>
/// <param name="Suggested">The score from which on claims should count as supported; null without claims of both kinds.</param>
/// <param name="Roc">What every threshold would do: people's "supported" are the positives. Empty without claims of both kinds.</param>
/// <param name="Disputed">Claims of which checker and people find different things, those that it is surest of first.</param>
public sealed partial record CheckerReport(
    int Claims,
    Proportion Precision,
    Proportion Recall,
    IReadOnlyList<CheckerReport.ByReason> Reasons,
    CheckerReport.Threshold? Suggested,
    IReadOnlyList<RocPoint> Roc,
    IReadOnlyList<CheckerReport.JudgedClaim> Disputed)
{
    private const string Supported = "supported";

    private const int MostDisputed = 50;

    /// <summary>A claim counts as supported when people find that of one of its quotes; claims without a verdict are left out.</summary>
    /// <param name="answers">Every reviewed answer with the review that counts.</param>
    public static CheckerReport Of(IEnumerable<(AnswerRecord Record, AnswerReview Review)> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var claims = answers.SelectMany(answer => Judged(answer.Record, answer.Review)).ToList();
        var flagged = claims.Where(claim => claim.IsFlagged).ToList();
        var roc = RocCurve.Of(claims.ConvertAll(claim => new Observation(claim.AnswerId, claim.Score) { IsPositive = claim.IsSupported }));
        return new CheckerReport(
            claims.Count,
            Proportion.Of(flagged, claim => !claim.IsSupported),
            Proportion.Of(claims.Where(claim => !claim.IsSupported), claim => claim.IsFlagged),
            [.. flagged.GroupBy(claim => Kind(claim.Reason)).Select(group => new ByReason(group.Key, Proportion.Of(group, claim => !claim.IsSupported))).OrderByDescending(reason => reason.Precision.Count).ThenBy(reason => reason.Reason, StringComparer.Ordinal)],
            Suggest(roc),
            roc,
            [.. claims.Where(claim => claim.IsFlagged == claim.IsSupported).OrderByDescending(claim => Math.Abs(claim.Score - 0.5)).Take(MostDisputed)]);
    }

    private static IEnumerable<JudgedClaim> Judged(AnswerRecord record, AnswerReview review)
    {
        for (var i = 0; i < record.Answer.Claims.Count; i++)
        {
            var verdicts = review.Pairs.Where(pair => pair.Claim == i && !pair.IsReopened).Select(pair => pair.Verdict).ToList();
            var claim = record.Answer.Claims[i];
            if (verdicts.Count > 0)
                yield return new JudgedClaim(record.Id, i, claim.Text, claim.Score, claim.Verdict != Supported, verdicts.Contains(PairVerdict.Supported), record.VerdictReasons.ElementAtOrDefault(i) ?? "");
        }
    }

    /// <summary>The threshold with the greatest balanced accuracy (Youden, Index for Rating Diagnostic Tests, 1950).</summary>
    private static Threshold? Suggest(IReadOnlyList<RocPoint> roc)
    {
        var best = roc.Skip(1).MaxBy(point => point.TruePositiveRate - point.FalsePositiveRate);
        return best is null ? null : new Threshold(best.Threshold, (best.TruePositiveRate + 1 - best.FalsePositiveRate) / 2, best.TruePositiveRate, 1 - best.FalsePositiveRate);
    }

    /// <summary>A reason without the words that it is about: "The sources do not state “1912”." is of a kind with that of another number.</summary>
    private static string Kind(string reason) => Particulars().Replace(reason, "…");

    [GeneratedRegex(@"“[^”]*”|""[^""]*""|\d[\d.,]*")]
    private static partial Regex Particulars();

    /// <param name="Reason">With "…" for the words that it is about.</param>
    public sealed record ByReason(string Reason, Proportion Precision);

    /// <param name="Score">0 to 1.</param>
    /// <param name="BalancedAccuracy">With this threshold.</param>
    /// <param name="SupportedKept">Share of what people find supported that would count so.</param>
    /// <param name="UnsupportedCaught">Share of the rest that would not.</param>
    public sealed record Threshold(double Score, double BalancedAccuracy, double SupportedKept, double UnsupportedCaught);

    /// <param name="Claim">Index among the answer's claims, from 0.</param>
    /// <param name="IsFlagged">What the checker found.</param>
    /// <param name="IsSupported">What people found.</param>
    public sealed record JudgedClaim(string AnswerId, int Claim, string Text, double Score, bool IsFlagged, bool IsSupported, string Reason);
}
