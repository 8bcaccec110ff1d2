using System.Globalization;

namespace QaBot.Review.Exports;

/// <summary>A row of comma-separated values as RFC 4180 has it, ended by CR LF.</summary>
internal static class CsvRow
{
    public static string Of(params IEnumerable<object?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            double or int => string.Create(CultureInfo.InvariantCulture, $"{value}"),
            bool isTrue => isTrue ? "true" : "false",
            // A spreadsheet takes such a cell for a formula, and these are the words of anybody.
            string typed when typed.Length > 0 && typed[0] is '=' or '+' or '-' or '@' or '\t' or '\r' => "'" + typed,
            _ => value.ToString()!,
        };
        return text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
