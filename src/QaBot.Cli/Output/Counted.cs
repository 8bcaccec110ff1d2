using System.Globalization;

namespace QaBot.Cli.Output;

/// <summary>Numbers of things as people say them.</summary>
internal static class Counted
{
    /// <param name="noun">In the singular; its plural ends in s.</param>
    /// <returns>"1 article", "1,600 articles".</returns>
    public static string Of(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
