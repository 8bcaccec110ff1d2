namespace QaBot.Review.Reports;

/// <summary>What figures are split by.</summary>
public enum DashboardDimension
{
    None,

    /// <summary>The prompt's name with the beginning of its hash: one for each version.</summary>
    Prompt,
    Model,
    Channel,

    /// <summary>An answer counts for each article that it cites.</summary>
    Article,
}
