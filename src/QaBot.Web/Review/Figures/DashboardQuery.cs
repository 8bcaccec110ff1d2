using System.Globalization;
using QaBot.Review.Reports;

namespace QaBot.Web.Review.Figures;

/// <summary>What the dashboard shows, as it stands in its address.</summary>
/// <param name="From">The first day, in UTC; null for all before.</param>
/// <param name="To">The last day, inclusive; null for all after.</param>
public sealed record DashboardQuery(DateOnly? From, DateOnly? To, DashboardPeriod Period, DashboardDimension By)
{
    /// <summary>How far back it goes when the address does not say: a quarter.</summary>
    public const int DefaultDays = 90;

    private const string DateFormat = "yyyy-MM-dd";

    public DateTimeOffset? Since => From is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? Until => To is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddDays(1) : null;

    public string FirstDay => Write(From);

    public string LastDay => Write(To);

    /// <summary>What cannot be read counts as not given; an empty date is no bound.</summary>
    public static DashboardQuery Parse(IQueryCollection query, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new DashboardQuery(
            query.ContainsKey("from") || query.ContainsKey("to") ? Date(query["from"]) : today.AddDays(-DefaultDays),
            Date(query["to"]),
            Choice<DashboardPeriod>(query["period"]) ?? DashboardPeriod.Week,
            Choice<DashboardDimension>(query["by"]) ?? DashboardDimension.None);
    }

    /// <summary>The beginning of every period from one to another, which begin one each themselves.</summary>
    public static IEnumerable<DateTimeOffset> Periods(DateTimeOffset first, DateTimeOffset last, DashboardPeriod period)
    {
        for (var at = first; at <= last; at = period switch { DashboardPeriod.Week => at.AddDays(7), DashboardPeriod.Month => at.AddMonths(1), _ => at.AddDays(1) })
            yield return at;
    }

    public static string NameOf(DateTimeOffset time, DashboardPeriod period) =>
        time.UtcDateTime.ToString(period == DashboardPeriod.Month ? "yyyy-MM" : DateFormat, CultureInfo.InvariantCulture);

    private static string Write(DateOnly? day) => day?.ToString(DateFormat, CultureInfo.InvariantCulture) ?? "";

    /// <summary>The bounds leave room for a day before and after.</summary>
    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1 and < 9999 ? day : null;

    private static T? Choice<T>(string? value)
        where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(name => name.Equals(value, StringComparison.OrdinalIgnoreCase)) is { } found ? Enum.Parse<T>(found) : null;
}
