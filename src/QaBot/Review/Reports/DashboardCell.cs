namespace QaBot.Review.Reports;

/// <summary>The figures of the answers of one time and one group.</summary>
/// <param name="From">When the time begins, in UTC.</param>
/// <param name="Group">Value of the dimension; "" when there is none.</param>
/// <param name="Accuracy">Of the reviewed answers, those that are right.</param>
/// <param name="CitationPrecision">Of the judged claims and quotes, those of which the quote supports the claim; without those that were reopened.</param>
/// <param name="RefusalRate">Of all answers.</param>
/// <param name="ThumbsUp">Of all reactions.</param>
/// <param name="MedianMs">From question to answer, in milliseconds.</param>
/// <param name="SlowMs">The 95th percentile: only one in twenty takes longer.</param>
public sealed record DashboardCell(
    DateTimeOffset From, string Group, int Answers, Proportion Accuracy, Proportion CitationPrecision, Proportion RefusalRate, Proportion ThumbsUp, Quantile MedianMs, Quantile SlowMs);
