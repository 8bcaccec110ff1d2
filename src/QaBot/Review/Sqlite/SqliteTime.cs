using System.Globalization;

namespace QaBot.Review.Sqlite;

/// <summary>Times as the tables have them: UTC, such that they sort as text.</summary>
internal static class SqliteTime
{
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
