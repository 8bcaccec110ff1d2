using System.ComponentModel;
using QaBot.Review.Reports;

namespace QaBot.Web.Review.Api.Contracts;

/// <summary>How good answers are.</summary>
public sealed record DashboardFigures(
    [property: Description("One for each time and group, by time.")] IReadOnlyList<DashboardFigures.Cell> Cells,
    [property: Description("Over the whole time, one for each group, those with most answers first.")] IReadOnlyList<DashboardFigures.Cell> Totals)
{
    internal static DashboardFigures Of(Dashboard dashboard) => new([.. dashboard.Cells.Select(Of)], [.. dashboard.Totals.Select(Of)]);

    private static Cell Of(DashboardCell cell) => new(
        cell.From, cell.Group, cell.Answers, Share.Of(cell.Accuracy), Share.Of(cell.CitationPrecision), Share.Of(cell.RefusalRate), Share.Of(cell.ThumbsUp), Time.Of(cell.MedianMs), Time.Of(cell.SlowMs));

    /// <summary>The figures of the answers of one time and one group.</summary>
    public sealed record Cell(
        [property: Description("When the time begins.")] DateTimeOffset From,
        [property: Description("Value of what figures are split by; empty when they are not.")] string Group,
        int Answers,
        [property: Description("Of the reviewed answers, those that are right.")] Share Accuracy,
        [property: Description("Of the judged claims and quotes, those of which the quote supports the claim.")] Share CitationPrecision,
        [property: Description("Of all answers.")] Share RefusalRate,
        [property: Description("Of all thumbs.")] Share ThumbsUp,
        [property: Description("From question to answer.")] Time MedianMs,
        [property: Description("The 95th percentile.")] Time SlowMs);
}
