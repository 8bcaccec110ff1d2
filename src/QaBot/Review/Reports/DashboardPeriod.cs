namespace QaBot.Review.Reports;

public enum DashboardPeriod
{
    Day,

    /// <summary>From Monday on.</summary>
    Week,
    Month,
}
