namespace QaBot.Grounding;

/// <summary>Finds what a claim denies and its sources do not, or the other way round.</summary>
/// <remarks>
/// Only where one side has no denying word at all: two sentences that both deny may do it in different words ("was not told", "nobody informed"),
/// and nothing here could tell which of them agree.
/// </remarks>
internal static class NegationCheck
{
    /// <summary>How many words a negator reaches over.</summary>
    private const int Reach = 4;

    public static IEnumerable<Objection> In(Comparison comparison, Statement nearest)
    {
        var claimed = Negated(comparison.Claim);
        if (!Denies(comparison.Claim))
        {
            var there = Negated(nearest);
            var denied = comparison.Claim.Content.FirstOrDefault(word => !word.IsName && !word.IsNumber && IsDenied(word, nearest, there));
            if (denied is not null)
                yield return new Objection(ObjectionKind.Negation, GroundingVerdict.Unsupported, $"The sources deny “{denied.Surface}”, which the claim asserts.");
        }
        else if (claimed.Count > 0 && !comparison.Window.Any(Denies) && !nearest.Words.Any(IsPrefixed) && !DeniesTwice(comparison.Claim))
        {
            var denied = claimed.FirstOrDefault(word => !word.IsName && !word.IsNumber && comparison.NearestLikenessOf(word) >= Likeness.Found);
            if (denied is not null)
                yield return new Objection(ObjectionKind.Negation, GroundingVerdict.Unsupported, $"The claim denies “{denied.Surface}”, which the sources do not.");
        }
        else if (claimed.Count > 0)
        {
            // Both deny something; where the claim keeps the words, it must deny the same one.
            var there = Negated(nearest);
            var denied = claimed.Find(word => !word.IsName && comparison.NearestLikenessOf(word) >= 1 && !Lexicon.Light.Contains(word.Form));
            if (denied is not null && there.Count == 0 && !nearest.Words.Any(IsDenying) && !DeniesTwice(comparison.Claim))
                yield return new Objection(ObjectionKind.Negation, GroundingVerdict.Unsupported, $"The claim denies “{denied.Surface}”, which the sources do not.");
        }
    }

    private static bool IsDenied(StatementWord word, Statement nearest, List<StatementWord> there)
    {
        var same = nearest.Content.Where(o => Likeness.Of(word, o) >= Likeness.Family).ToList();
        return same.Count > 0 && same.TrueForAll(there.Contains);
    }

    /// <summary>"Not" and its like, which can be put into a sentence.</summary>
    public static bool IsNot(StatementWord word) => word.IsNegator && !Lexicon.Denials.Contains(word.Form);

    public static bool IsDenying(StatementWord word) => word.IsNegator || Lexicon.Denying.Contains(word.Form) || IsPrefixed(word);

    private static bool Denies(Statement statement) => statement.Words.Any(w => w.IsNegator || Lexicon.Denying.Contains(w.Form));

    public static bool DeniesTwice(Statement statement) => statement.Words.Count(IsDenying) > 1;

    /// <summary>"Unaware", "incapable", "dismissed": words that are denials by themselves.</summary>
    private static bool IsPrefixed(StatementWord word) =>
        !word.IsStopWord && word.Form.Length > 5 && (word.Form.StartsWith("un", StringComparison.Ordinal) || word.Form.StartsWith("in", StringComparison.Ordinal) || word.Form.StartsWith("im", StringComparison.Ordinal) || word.Form.StartsWith("dis", StringComparison.Ordinal))
        && WordRelations.OppositesOf(word.Root).Length > 0;

    /// <summary>Content words in reach of a negator, up to the next punctuation.</summary>
    public static List<StatementWord> Negated(Statement statement)
    {
        var negated = new List<StatementWord>();
        for (var i = 0; i < statement.Words.Count; i++)
        {
            if (!statement.Words[i].IsNegator || IsNotOnly(statement, i))
                continue;
            var content = 0;
            for (var j = i + 1; j < statement.Words.Count && j <= i + Reach && content < 2; j++)
            {
                var gap = statement.Text.AsSpan(statement.Words[j - 1].Span.End, statement.Words[j].Span.Start - statement.Words[j - 1].Span.End);
                if (gap.IndexOfAny(",;:()") >= 0)
                    break;
                if (statement.Words[j].IsStopWord)
                    continue;
                negated.Add(statement.Words[j]);
                content++;
            }
        }

        return negated;
    }

    private static bool IsNotOnly(Statement statement, int negator) =>
        negator + 1 < statement.Words.Count && statement.Words[negator + 1].Form is "only" or "just" or "merely" or "least";
}
