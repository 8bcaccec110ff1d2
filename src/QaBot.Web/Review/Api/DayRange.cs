namespace QaBot.Web.Review.Api;

/// <summary>Days of an address as times, in UTC.</summary>
internal static class DayRange
{
    /// <summary>Inclusive.</summary>
    public static DateTimeOffset? Since(DateOnly? first) => first is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;

    /// <summary>Exclusive; null also for the last day that there is.</summary>
    public static DateTimeOffset? Until(DateOnly? last) => last is { } day && day < DateOnly.MaxValue ? Since(day.AddDays(1)) : null;
}
