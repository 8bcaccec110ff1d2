using System.Globalization;
using QaBot.Articles;

namespace QaBot.Web.Sources;

/// <summary>What <c>start</c> and <c>end</c> of an article's address ask for: a half-open range in UTF-16 units of its text.</summary>
/// <param name="Span">What to highlight; null when nothing is asked for or it cannot be.</param>
/// <param name="Problem">What is wrong with the address itself; null when nothing is.</param>
/// <param name="IsGone">The address is right but the text has no such range: the article is not what it was when it was quoted.</param>
public sealed record QuoteRange(TextSpan? Span, string? Problem = null, bool IsGone = false)
{
    public static QuoteRange None { get; } = new(Span: null);

    public static QuoteRange Parse(string? start, string? end, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (start is null && end is null)
            return None;
        if (Number(start) is not { } first)
            return new QuoteRange(null, NoNumber("start", start));
        if (Number(end) is not { } last)
            return new QuoteRange(null, NoNumber("end", end));
        if (first >= last)
            return new QuoteRange(null, $"Its start, {first}, is not before its end, {last}.");
        return last > text.Length || SplitsPair(text, first) || SplitsPair(text, last) ? new QuoteRange(null, IsGone: true) : new QuoteRange(new TextSpan(first, last));
    }

    /// <returns>Null unless the value is a whole number from 0 that an offset can be.</returns>
    public static int? Number(string? value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Is the position inside a surrogate pair?</summary>
    public static bool SplitsPair(string text, int position)
    {
        ArgumentNullException.ThrowIfNull(text);
        return position > 0 && position < text.Length && char.IsSurrogatePair(text[position - 1], text[position]);
    }

    /// <returns>That the address has no usable number of a name, in one sentence.</returns>
    public static string NoNumber(string name, string? value) =>
        value is null ? $"It has no {name}." : $"Its {name} is “{Shorten(value)}”; it must be a whole number from 0 to {int.MaxValue}.";

    private static string Shorten(string value) => value.Length <= 40 ? value : $"{value[..40]}…";
}
