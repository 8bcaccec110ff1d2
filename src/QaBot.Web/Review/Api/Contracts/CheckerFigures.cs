using System.ComponentModel;
using QaBot.Review.Reports;

namespace QaBot.Web.Review.Api.Contracts;

/// <summary>What the checker finds of claims beside what people find of them.</summary>
public sealed record CheckerFigures(
    [property: Description("How many claims people judged.")] int Claims,
    [property: Description("Of the claims that it flags, those that people do not find supported.")] Share Precision,
    [property: Description("Of the claims that people do not find supported, those that it flags.")] Share Recall,
    [property: Description("Its precision by the reason that it gives.")] IReadOnlyList<CheckerFigures.Reason> Reasons,
    [property: Description("The score from which on claims should count as supported; null without claims of both kinds.")] CheckerReport.Threshold? Suggested,
    [property: Description("What every threshold would do.")] IReadOnlyList<CheckerFigures.Point> Roc,
    [property: Description("Claims of which they find different things, those that the checker is surest of first; at most 50.")] IReadOnlyList<CheckerReport.JudgedClaim> Disputed)
{
    internal static CheckerFigures Of(CheckerReport report) => new(
        report.Claims, Share.Of(report.Precision), Share.Of(report.Recall),
        [.. report.Reasons.Select(reason => new Reason(reason.Reason, Share.Of(reason.Precision)))],
        report.Suggested,
        [.. report.Roc.Select(point => new Point(Share.Number(point.Threshold), point.TruePositiveRate, point.FalsePositiveRate))],
        report.Disputed);

    /// <summary>A kind of reason.</summary>
    public sealed record Reason([property: Description("With … for the words that it is about.")] string Text, Share Precision);

    /// <summary>One threshold.</summary>
    public sealed record Point(
        [property: Description("Null: nothing counts as supported.")] double? Threshold,
        [property: Description("Share of what people find supported that would stay.")] double SupportedKept,
        [property: Description("Share of the rest that would stay.")] double OthersKept);
}
