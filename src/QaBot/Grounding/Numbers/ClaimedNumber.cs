using QaBot.Articles;

namespace QaBot.Grounding.Numbers;

/// <summary>What a claim counts, measures or dates, which its sources may state in another form: "three quarters" for "78%", "the 1970s" for "1975".</summary>
/// <param name="Span">Where it stands in the claim.</param>
internal abstract record ClaimedNumber(TextSpan Span)
{
    /// <summary>Those of a text, in no order; each digit and number word belongs to one.</summary>
    public static IReadOnlyList<ClaimedNumber> In(Statement claim)
    {
        List<ClaimedNumber> numbers = [.. Period.All(claim.Text), .. Fraction.All(claim.Text)];
        foreach (var quantity in claim.Quantities)
        {
            if (numbers.Exists(n => n.Span.Start < quantity.Span.End && quantity.Span.Start < n.Span.End))
                continue;
            numbers.Add(Duration.At(claim.Text, quantity) ?? new PlainNumber(quantity, Lexicon.Approximate.Contains(WordBefore(claim, quantity.Span.Start))) as ClaimedNumber);
        }

        return numbers;
    }

    public abstract bool IsStatedIn(Statement sentence);

    /// <summary>Whether a number that stands in the same place of a source can be the same.</summary>
    public abstract bool CanBe(Quantity stated);

    private static string WordBefore(Statement statement, int position)
    {
        var before = "";
        foreach (var word in statement.Words)
        {
            if (word.Span.End > position)
                break;
            before = word.Form;
        }

        return before;
    }
}
