using System.Globalization;

namespace QaBot.Models.Resilience;

/// <summary>Times in messages to people.</summary>
internal static class Seconds
{
    public static string Of(TimeSpan time) => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture) + " s";
}
