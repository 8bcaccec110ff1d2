using System.Text.RegularExpressions;
using QaBot.Articles;
using QaBot.Grounding.Numbers;
using QaBot.Models.Extractive;

namespace QaBot.Grounding;

/// <summary>Reads from sentences the values that answer one question.</summary>
/// <param name="type">What the question asks for.</param>
/// <param name="question">Its words; values that it names itself are no answers.</param>
/// <param name="counted">What it asks to be counted, measured or dated: "pages", "population", "born".</param>
internal sealed partial class StatedValues(AnswerType type, string question, IReadOnlyList<StatementWord> counted)
{
    private const int WordsBefore = 4;
    private const int WordsAfter = 3;
    private const int WordsToDate = 5;

    /// <summary>True when values of the kind can be told to differ.</summary>
    public static bool CanRead(AnswerType type) =>
        type is AnswerType.Money or AnswerType.Share or AnswerType.Number or AnswerType.Time or AnswerType.Person;

    /// <returns>The likeliest first; empty for none.</returns>
    public IReadOnlyList<StatedValue> In(Statement sentence)
    {
        var values = type switch
        {
            AnswerType.Time => Dates(sentence),
            AnswerType.Person => StatedName.All(sentence.Text).Where(name => IsMakerOfAsked(name, sentence)),
            _ => Amounts(sentence),
        };
        return [.. values
            .Where(value => !question.Contains(sentence.Text.Slice(value.Span), StringComparison.OrdinalIgnoreCase))
            .OrderBy(value => DistanceTo(value.Span, sentence))];
    }

    private IEnumerable<StatedValue> Amounts(Statement sentence)
    {
        foreach (var quantity in sentence.Quantities)
        {
            var span = quantity.Span.Trim(sentence.Text);
            if (!quantity.IsOrdinal && IsAsked(quantity, span, sentence))
            {
                var before = sentence.Text[..span.Start];
                var measure = type == AnswerType.Number && counted.Count == 0 ? NextTerm(span, sentence) : "";
                yield return new StatedAmount(quantity, measure, Rough().IsMatch(before), Least().IsMatch(before), span);
            }
        }
    }

    private bool IsAsked(Quantity quantity, TextSpan span, Statement sentence) => type switch
    {
        AnswerType.Money => quantity.Unit.Length > 0 && quantity.Unit != "%",
        AnswerType.Share => quantity.Unit == "%",
        _ => quantity.Unit.Length == 0 && !(quantity.IsYear && !sentence.Text.Slice(span).Contains(',', StringComparison.Ordinal)) && IsCountOf(span, sentence),
    };

    /// <summary>"751 pages", "a population of 4,411"; with nothing named, any count.</summary>
    private bool IsCountOf(TextSpan span, Statement sentence)
    {
        if (counted.Count == 0)
            return true;
        var words = sentence.Words;
        var next = words.TakeWhile(word => word.Span.Start < span.End).Count();
        if (IsMeasure(span, words.Skip(next).FirstOrDefault(), sentence.Text))
            return false;
        var first = words.TakeWhile(word => word.Span.End <= span.Start).Count();
        // "As one official explained" counts nothing.
        var reach = sentence.Text.Slice(span).Equals("one", StringComparison.OrdinalIgnoreCase) ? 1 : WordsAfter;
        if (words.Skip(next).Take(reach).TakeWhile(word => !word.IsNumber).FirstOrDefault(IsCounted) is { } after)
            return !PerArea().IsMatch(sentence.Text, after.Span.End) || question.Contains("density", StringComparison.OrdinalIgnoreCase);
        return words.Take(first).Reverse().Take(WordsBefore).TakeWhile(word => !word.IsNumber).FirstOrDefault(IsCounted) is { } before
            && !ClauseBreak().IsMatch(sentence.Text[before.Span.End..span.Start])
            && !IsCountOfNext(span, words.Skip(next).FirstOrDefault(), sentence.Text);
    }

    /// <summary>"Elevation 69 ft. Population 472", "km2": of another kind than what is counted.</summary>
    private bool IsMeasure(TextSpan number, StatementWord? next, string sentence) =>
        (number.Start > 0 && char.IsLetter(sentence[number.Start - 1]))
        || (MeasureUnit().IsMatch(sentence, number.End) && next is not null && !IsCounted(next));

    /// <summary>"A population in 192 households": the number is of what stands right after it.</summary>
    private static bool IsCountOfNext(TextSpan number, StatementWord? next, string sentence) =>
        next is { IsStopWord: false, IsNumber: false } && sentence[number.End..next.Span.Start].All(c => c is ' ' or '\u00A0' or '-');

    private IEnumerable<StatedValue> Dates(Statement sentence)
    {
        var life = Lifespan().Match(sentence.Text);
        var asksForBirth = Birth().IsMatch(question);
        foreach (var date in StatedDate.All(sentence.Text))
        {
            var isOfLifespan = life.Success && date.Span.Start > life.Index && date.Span.End <= life.Index + life.Length;
            var isBirth = isOfLifespan && date.Span.Start < life.Groups["dash"].Index;
            // "(cricketer, born 1846)" tells namesakes apart and dates nothing else.
            if (!asksForBirth && BornBefore().IsMatch(sentence.Text[..date.Span.Start]))
                continue;
            if (isOfLifespan ? isBirth == asksForBirth && (asksForBirth || Death().IsMatch(question)) : DistanceTo(date.Span, sentence) <= WordsToDate)
                yield return date with { IsOfLifespan = isOfLifespan };
        }
    }

    /// <summary>"An album by" and "directed by" answer who made the album and who directed; "produced by" answers neither.</summary>
    private bool IsMakerOfAsked(StatedName name, Statement sentence) =>
        sentence.Words.LastOrDefault(word => word.Span.End <= name.By && !word.IsStopWord) is { } before && IsCounted(before);

    /// <summary>Words between the span and the nearest word of what is asked for; those after it are farther, because values follow what they are of.</summary>
    private double DistanceTo(TextSpan span, Statement sentence)
    {
        var nearest = double.MaxValue;
        var at = sentence.Words.TakeWhile(word => word.Span.Start < span.Start).Count();
        for (var i = 0; i < sentence.Words.Count; i++)
        {
            if (IsCounted(sentence.Words[i]))
                nearest = Math.Min(nearest, i < at ? at - i : i - at + 0.5);
        }

        return nearest;
    }

    private bool IsCounted(StatementWord word) => counted.Any(word.IsSameAs);

    private static string NextTerm(TextSpan span, Statement sentence) =>
        sentence.Words.FirstOrDefault(word => word.Span.Start >= span.End)?.Term ?? "";

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\b(?:about|around|nearly|almost|approximately|roughly|some|estimated|circa|close to|up to|under|less than|fewer than|at most|or so)\s+(?:the\s+|an?\s+)?$", Options)]
    private static partial Regex Rough();

    [GeneratedRegex(@"\b(?:over|more than|at least|above|exceeding|upwards of|no less than|no fewer than)\s+(?:an?\s+)?$", Options)]
    private static partial Regex Least();

    /// <summary>A rate: "8.2 people per square kilometre".</summary>
    [GeneratedRegex(@"\G\s+(?:per|to\s+the|an?)\s+(?:square|sq|km|mile|hectare|acre)\w*", Options)]
    private static partial Regex PerArea();

    [GeneratedRegex(@"\G[\s\u00A0-]?(?:sq|km|mi|ft|m|cm|mm|ha|acres?|square|kilomet\w+|miles?|met(?:er|re)s?|feet|foot|inch(?:es)?|hectares?|°)(?![\p{L}])", Options)]
    private static partial Regex MeasureUnit();

    [GeneratedRegex(@"[,;:()“”""]|\b(?:because|as|that|which|who|when|while|since|and|but|if|although|where)\b", Options)]
    private static partial Regex ClauseBreak();

    [GeneratedRegex(@"\((?:[^()]{0,40}\b)?[^()\d]{0,20}\d[^()]{0,40}?(?<dash>\s?[–—-]\s?)[^()]{0,60}\d{4}\)", RegexOptions.CultureInvariant)]
    private static partial Regex Lifespan();

    [GeneratedRegex(@"\b(?:born|birth)\b", Options)]
    private static partial Regex Birth();

    [GeneratedRegex(@"\bborn\s+(?:in\s+|on\s+|c\.\s*)?$", Options)]
    private static partial Regex BornBefore();

    [GeneratedRegex(@"\b(?:died?|death|dead)\b", Options)]
    private static partial Regex Death();
}
