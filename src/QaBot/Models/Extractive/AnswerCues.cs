using System.Text.RegularExpressions;
using QaBot.Articles;

namespace QaBot.Models.Extractive;

/// <summary>Whether a sentence holds a thing of the type asked for. Thread-safe and without state.</summary>
internal static partial class AnswerCues
{
    /// <param name="found">What <see cref="Find"/> finds of the type.</param>
    /// <returns>0 when nothing of the type is there, up to 1; 0.5 for a type that no surface form shows.</returns>
    public static double Strength(AnswerType type, string sentence, string question, IReadOnlyCollection<TextSpan> found) => type switch
    {
        AnswerType.Place => found.Count > 0 ? 1 : Find(AnswerType.Person, sentence, question).Count > 0 ? 0.25 : 0,
        AnswerType.Reason => Reason().IsMatch(sentence) ? 1 : 0,
        AnswerType.Opinion => Opinion().IsMatch(sentence) ? 1 : 0,
        AnswerType.List => Math.Min(1, sentence.Count(c => c is ',' or ';') / 3.0),
        AnswerType.Definition => Definition().IsMatch(sentence) ? 1 : 0,
        AnswerType.Attribute => IsA().IsMatch(sentence) ? 1 : 0,
        _ when PatternOf(type) is not null => found.Count > 0 ? 1 : 0,
        _ => 0.5,
    };

    /// <summary>Where things of the type stand that the question does not itself name; empty for a type that no pattern shows.</summary>
    public static IReadOnlyList<TextSpan> Find(AnswerType type, string sentence, string question) =>
        PatternOf(type) is not { } pattern
            ? []
            : [.. pattern.Matches(sentence)
                .Where(match => !question.Contains(match.Value.Trim(), StringComparison.OrdinalIgnoreCase) && (type != AnswerType.Number || IsOfMeasure(match, sentence, question)))
                .Select(match => new TextSpan(match.Index, match.Index + match.Length))];

    /// <summary>Whether a sentence says what is to be done.</summary>
    public static bool IsAdvice(string sentence) => Advice().IsMatch(sentence);

    /// <summary>Whether a number can be in what is asked for: years for an age, kilometres for a distance.</summary>
    private static bool IsOfMeasure(Match number, string sentence, string question) =>
        !Year().IsMatch(number.Value) && (Measure.AskedIn(question) is not { } measure || measure.IsOf(sentence, number.Index, number.Length));

    private static Regex? PatternOf(AnswerType type) => type switch
    {
        AnswerType.Time => Time(),
        AnswerType.Number => Number(),
        AnswerType.Money => Money(),
        AnswerType.Share => Share(),
        AnswerType.Person => Name(),
        AnswerType.Place => PlaceName(),
        _ => null,
    };

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\b(?:1\d{3}|20\d{2})(?:s|[–-]\d{2,4})?\b|\b(?:January|February|March|April|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|\b(?:May|Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.) \d|\b\d{1,2}(?:st|nd|rd|th)? centur|\bcentur(?:y|ies)\b|\b(?:years?|months?|weeks?|days?|decades?) (?:ago|later|before|after|earlier)\b|\b(?:last|next|this|same|prior|previous) (?:year|month|week|fall|spring|summer|winter|century)\b|\bAD\b|\bBCE?\b|\b\d+ (?:years|months|weeks|days|hours|minutes)\b")]
    private static partial Regex Time();

    [GeneratedRegex(@"(?<![\w-])[$€£]?\d+(?:[.,]\d+)*(?:\s?(?:million|billion|trillion|thousand|hundred|dozen))?(?![\w-])|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half|twice|several|once)\b", Options)]
    private static partial Regex Number();

    [GeneratedRegex(@"[$€£¥]\s?\d[\d.,]*(?:\s?(?:million|billion|trillion|thousand|[mb]n))?|\b\d[\d.,]*\s?(?:million|billion|trillion|thousand)?\s?(?:dollars|euros|pounds|yen|pesos|francs|marks|USD|EUR|GBP)\b", Options)]
    private static partial Regex Money();

    [GeneratedRegex(@"\d[\d.,]*\s?(?:%|percent\b|per cent\b)|\b(?:half|third|quarter|two-thirds|three-quarters|majority|one-third|one-quarter|one-fifth|tenth|most)\b", Options)]
    private static partial Regex Share();

    [GeneratedRegex(@"(?<!^|[.!?]\s)\b\p{Lu}[\p{L}'’.-]+(?:\s+(?:(?:de|del|la|von|van|der|bin|al|of|and)\s+)?\p{Lu}[\p{L}'’.-]*)*|^\p{Lu}[\p{L}'’.-]+(?:\s+\p{Lu}[\p{L}'’.-]+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(?:[Ii]n|[Aa]t|[Ff]rom|[Nn]ear|into|[Aa]cross|[Bb]etween|[Aa]round|[Tt]hrough|outside|[Ww]ithin|based in|to)\s+(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Spring|Summer|Autumn|Fall|Winter)\b)(?:the\s+)?(?:\p{Ll}+(?:ern)?\s+)?(?:\p{Lu}[\p{L}'’.-]+)(?:\s+\p{Lu}[\p{L}'’.-]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex PlaceName();

    [GeneratedRegex(@"\b(?:because|since|due to|owing to|as a result|therefore|thus|so that|in order to|to (?:avoid|preserve|prevent|protect|ensure|allow|help|keep|make|reduce)|citing|caused?|led to|leads to|reasons?|for fear|thanks to|resulted? (?:in|from)|attributed)\b", Options)]
    private static partial Regex Reason();

    [GeneratedRegex(@"\b(?:should|must|need(?:s|ed)? to|ought|argue[sd]?|believe[sd]?|think(?:s)?|thought|say(?:s)?|said|called?|warn(?:s|ed)?|critici[sz]e[sd]?|claim(?:s|ed)?|suggest(?:s|ed)?|recommend(?:s|ed)?|view|bad|wrong|right|mistake|better|best|worst|dangerous|essential|critical|important)\b", Options)]
    private static partial Regex Opinion();

    [GeneratedRegex(@"\b(?:should|must|needs? to|ought to|ha(?:s|ve) to|urge[ds]?|recommend(?:s|ed)?|propos(?:es?|ed)|call(?:s|ed) for)\b", Options)]
    private static partial Regex Advice();

    [GeneratedRegex(@"^(?:1\d{3}|20\d{2})[.,]?$", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    [GeneratedRegex(@"\b(?:is|are|was|were) (?:an?|the|one of)\b", Options)]
    private static partial Regex IsA();

    [GeneratedRegex(@"\b(?:is|are|was|were) (?:an?|the|one|any|defined|known|called|considered)\b|\b(?:refers? to|means?|defined as|known as|stands for)\b|,\s(?:an?|the)\s", Options)]
    private static partial Regex Definition();
}
