using System.Text.RegularExpressions;
using QaBot.Articles;

namespace QaBot.Models.Extractive;

/// <summary>
/// Finds the words of a sentence that answer by themselves: the date, or the amount with what it counts. Thread-safe and without state.
/// </summary>
/// <remarks>Only for what a surface pattern tells with certainty: of names, the nearest one is too often not the one asked for.</remarks>
internal static partial class ShortAnswer
{
    private const int MostCountedWords = 4;

    /// <returns>Where in the sentence; null when nothing in it is a shorter answer.</returns>
    public static TextSpan? In(QuestionProfile profile, ScoredSentence sentence) => sentence.ValueSpan is not { } value
        ? null
        : profile.Type switch
        {
            AnswerType.Time when SaysIt(profile, sentence) && FullDate(sentence.Text, value) is var date && IsDate(sentence.Text.Slice(date)) => date,
            AnswerType.Money or AnswerType.Share => CountedThing.With(sentence.Text, value, MostCountedWords),
            AnswerType.Number when sentence.IsOfFocus && (sentence.Features.FocusCue > 0 || sentence.ValueCount == 1) => CountedThing.With(sentence.Text, value, MostCountedWords),
            _ => null,
        };

    /// <summary>The date that holds a cue; the fuller one where a sentence gives it twice ("born 1941", "19 March 1941").</summary>
    private static TextSpan FullDate(string text, TextSpan cue)
    {
        var dates = Date().Matches(text).Select(match => new TextSpan(match.Index, match.Index + match.Length)).ToList();
        var whole = dates.Find(date => date.Contains(cue));
        if (whole.IsEmpty)
            return cue;
        var written = text.Slice(whole);
        return dates.Where(date => text.Slice(date).Contains(written, StringComparison.Ordinal)).MaxBy(date => date.Length);
    }

    private const string Month = @"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)";
    private const string YearText = @"(?:1\d{3}|20\d{2})(?:s|[–-]\d{2,4})?";

    /// <summary>A date as it stands in English text, with its day, month, year, era or century.</summary>
    [GeneratedRegex(
        @"\b(?:between )?(?:(?:(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday),? )?(?:the )?(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?)?" + Month + @"(?: \d{1,2}(?:st|nd|rd|th)?\b)?(?:,? (?:of )?" + YearText + @")?"
        + @"|(?:(?:the )?(?:early|late|mid|middle|beginning|end)(?:-| of )?(?:the )?)?" + YearText + @"(?: (?:AD|BCE?|CE)\b)?"
        + @"|(?:the )?(?:(?:early|late|mid|first half of the|second half of the|latter half of the)[- ])?(?:\p{L}+|\d{1,2}(?:st|nd|rd|th)?)(?: and (?:\p{L}+|\d{1,2}(?:st|nd|rd|th)))? centur(?:y|ies)\b(?: (?:AD|BCE?|CE)\b)?"
        + @"|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|a few|many)? ?(?:years?|months?|weeks?|days?|decades?|hours|minutes)(?: (?:ago|later|before|after|earlier)\b)?"
        + @"|(?:last|next|this|same|prior|previous) (?:year|month|week|fall|spring|summer|winter|century)\b|\d+ (?:AD|BCE?|CE)\b|AD \d+)"
        + @"(?:(?: and | to | until |–)(?:" + Month + " )?" + YearText + ")?",
        RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    /// <summary>Whether the sentence has a word of what is asked about the names: a date beside a name alone may be that of anything.</summary>
    private static bool SaysIt(QuestionProfile profile, ScoredSentence sentence) =>
        profile.Terms.All(term => term.IsName) || profile.Terms.Any(term => !term.IsName && sentence.Matched.Contains(term.Term));

    /// <summary>Whether it says when without the article's own date: "three years ago", "October" and "next Monday" do not.</summary>
    private static bool IsDate(string text) => (text.Any(char.IsDigit) || text.Contains("centur", StringComparison.OrdinalIgnoreCase)) && !Relative().IsMatch(text);

    [GeneratedRegex(@"\bago\b|^(?:last|next|this|same|prior|previous)\b|day$|\b(?:later|before|after|earlier)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Relative();
}
