using System.Text.RegularExpressions;
using QaBot.Articles;
using QaBot.Grounding.Numbers;

namespace QaBot.Grounding;

/// <summary>Finds numbers and dates of a claim that its sources do not state, or state of something else.</summary>
internal static partial class NumberCheck
{
    /// <summary>How many words after a number the thing counted can stand.</summary>
    private const int CountedReach = 2;

    public static IEnumerable<Objection> In(Comparison comparison) => [.. Missing(comparison), .. CountingOther(comparison), .. Magnitudes(comparison), .. Collectives(comparison), .. Dates(comparison)];

    private static IEnumerable<Objection> Missing(Comparison comparison) => comparison.Claim.Numbers
        .Where(number => IsCompared(number, comparison.Claim) && !comparison.Sentences.Any(number.IsStatedIn) && !IsCounted(number, comparison))
        .Select(number => new Objection(ObjectionKind.Number, GroundingVerdict.Unsupported, $"The sources do not state “{comparison.Claim.Text.Slice(number.Span).Trim()}”."));

    /// <summary>"One" and "first" are as often pronoun and adverb as number; as words they are compared like any other.</summary>
    private static bool IsCompared(ClaimedNumber number, Statement claim) => number is not PlainNumber { Quantity: var quantity } || IsCompared(quantity, claim);

    private static bool IsCompared(Quantity quantity, Statement claim) =>
        quantity is not { IsWord: true, Value: 1 or 0.5 } && !(quantity.IsOrdinal && quantity.Value <= 3 && !claim.Text.Slice(quantity.Span).Any(char.IsDigit));

    /// <summary>
    /// A small number may be the length of a list or be called "both", "pair" or "couple"; "the two" are known by then, and how many they are is not what the claim says.
    /// </summary>
    private static bool IsCounted(ClaimedNumber number, Comparison comparison) => number is PlainNumber { Quantity: { Value: 2 or 3, Unit.Length: 0 } quantity }
        && (IsDefinite(comparison.Claim, quantity) || (quantity.Value == 2 && comparison.WindowForms.Overlaps(["both", "pair", "couple", "twin", "double", "doubled", "second"])));

    private static bool IsDefinite(Statement claim, Quantity quantity) =>
        claim.Words.LastOrDefault(w => w.Span.End <= quantity.Span.Start) is { Form: "the" or "these" or "those" or "his" or "her" or "its" or "their" };

    /// <summary>"Four teams" where the sources have four of something else, and other teams.</summary>
    private static IEnumerable<Objection> CountingOther(Comparison comparison)
    {
        foreach (var quantity in comparison.Claim.Numbers.OfType<PlainNumber>().Select(number => number.Quantity))
        {
            if (!IsCompared(quantity, comparison.Claim) || quantity.IsYear || Counted(comparison.Claim, quantity) is not { } counted)
                continue;
            var same = comparison.Sentences.SelectMany(s => s.Quantities.Select(q => (Sentence: s, Quantity: q, Counted: Counted(s, q))))
                .Where(other => other.Counted is not null && Likeness.Of(counted, other.Counted) >= Likeness.Family && other.Quantity is not { IsWord: true, Value: 1 }).ToList();
            if (same.Count > 0 && !comparison.Sentences.Any(s => s.Quantities.Any(q => quantity.IsStatedAs(q, true) && IsNear(s, q, counted))))
                yield return new Objection(
                    ObjectionKind.Number, GroundingVerdict.Unsupported,
                    $"The claim says “{comparison.Claim.Text.Slice(quantity.Span).Trim()} {counted.Surface}” where the sources say “{same[0].Sentence.Text.Slice(same[0].Quantity.Span).Trim()} {same[0].Counted!.Surface}”.");
        }
    }

    private static StatementWord? Counted(Statement statement, Quantity quantity)
    {
        var word = statement.Words.FirstOrDefault(w => w.Span.Start >= quantity.Span.End);
        return word is { IsStopWord: false, IsNumber: false, IsName: false } && word.Span.Start - quantity.Span.End <= 1 && quantity.Unit.Length == 0 && !quantity.IsOrdinal ? word : null;
    }

    private static bool IsNear(Statement statement, Quantity quantity, StatementWord counted)
    {
        var at = statement.Words.TakeWhile(w => w.Span.End <= quantity.Span.Start).Count();
        return statement.Words.Skip(Math.Max(0, at - CountedReach - 2)).Take((CountedReach * 2) + 6).Any(w => Likeness.Of(counted, w) >= Likeness.Found);
    }

    /// <summary>"Tens of thousands" is not "hundreds of thousands".</summary>
    private static IEnumerable<Objection> Magnitudes(Comparison comparison)
    {
        foreach (Match match in Magnitude().Matches(comparison.Claim.Text))
        {
            var stated = comparison.Sentences.SelectMany(s => Magnitude().Matches(s.Text).Select(Plain)).ToList();
            if (stated.Count > 0 && !stated.Contains(Plain(match)))
                yield return new Objection(ObjectionKind.Number, GroundingVerdict.Unsupported, $"The claim says “{match.Value}” where the sources say “{stated[0]}”.");
        }
    }

    /// <summary>"A dozen" where the sources have three.</summary>
    private static IEnumerable<Objection> Collectives(Comparison comparison)
    {
        foreach (var word in comparison.Claim.Words)
        {
            if (Lexicon.Collectives.TryGetValue(word.Form, out var value) && !comparison.WindowForms.Contains(word.Form) && !comparison.Claim.Quantities.Any(q => q.Span.Contains(word.Span))
                && !comparison.Sentences.Any(s => s.Quantities.Any(q => q.Value == value)) && !(value == 2 && comparison.WindowForms.Overlaps(["both", "couple", "twin", "twins", "and"])))
                yield return new Objection(ObjectionKind.Number, GroundingVerdict.Unsupported, $"The sources do not state “{word.Surface}”.");
        }
    }

    private static string Plain(Match match) => match.Value.ToLowerInvariant().Replace("of ", "", StringComparison.Ordinal);

    private static IEnumerable<Objection> Dates(Comparison comparison)
    {
        foreach (var word in comparison.Claim.Words.Where(w => IsDate(w) && !comparison.IsKnown(w)))
        {
            var kind = Lexicon.Months.Contains(word.Form) ? Lexicon.Months : Lexicon.Weekdays;
            var other = comparison.Sentences.SelectMany(s => s.Words).FirstOrDefault(w => kind.Contains(w.Form) && IsDate(w) && !comparison.Claim.Forms.Contains(w.Form));
            yield return new Objection(
                ObjectionKind.Date, other is null ? GroundingVerdict.Partial : GroundingVerdict.Unsupported,
                other is null ? $"The sources do not mention “{word.Surface}”." : $"The claim says “{word.Surface}” where the sources say “{other.Surface}”.");
        }

        foreach (var date in StatedDate.All(comparison.Claim.Text).Where(d => d.Month > 0))
        {
            var dates = comparison.Sentences.SelectMany(s => StatedDate.All(s.Text)).Where(d => d.Month > 0).ToList();
            if (dates.Exists(d => d.Month == date.Month) && dates.TrueForAll(d => d.Contradicts(date)))
                yield return new Objection(ObjectionKind.Date, GroundingVerdict.Unsupported, $"The sources do not state the date “{comparison.Claim.Text.Slice(date.Span)}”.");
        }
    }

    /// <summary>"May" and "March" are names of months only with a capital, and are no verbs before one.</summary>
    private static bool IsDate(StatementWord word) => word.IsCapitalized && (Lexicon.Months.Contains(word.Form) || Lexicon.Weekdays.Contains(word.Form)) && !(word.StartsSentence && word.Form is "may" or "march");

    [GeneratedRegex(@"\b(?:(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions) of )?(?:hundreds|thousands|millions|billions|trillions)\b|\bdozens\b", RegexOptions.IgnoreCase)]
    private static partial Regex Magnitude();
}
