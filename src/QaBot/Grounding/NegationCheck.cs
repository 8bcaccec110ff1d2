namespace QaBot.Grounding;

/// <summary>Finds what a claim denies and its sources do not, or the other way round.</summary>
/// <remarks>
/// Only where one side has no denying word near: two sentences that both deny may do it in different words ("was not told", "nobody informed"),
/// and nothing here could tell which of them agree.
/// </remarks>
internal static class NegationCheck
{
    /// <summary>How many words a negator reaches over.</summary>
    private const int Reach = 4;

    /// <summary>How near a denying word stands to what it may deny in other words.</summary>
    private const int ReachBefore = 6;

    private const int ReachAfter = 3;

    public static IEnumerable<Objection> In(Comparison comparison, Statement nearest)
    {
        var claim = comparison.Claim;
        if (!claim.Words.Where((w, i) => w.IsNegator || Lexicon.Denying.Contains(w.Form) || IsDenyingPhrase(claim, i)).Any())
        {
            var there = Negated(nearest);
            var denied = there.Count == 0 ? null : claim.Content.FirstOrDefault(word => !word.IsName && !word.IsNumber && IsDenied(word, nearest, there));
            if (denied is not null)
                yield return new Objection(ObjectionKind.Negation, GroundingVerdict.Unsupported, $"The sources deny “{denied.Surface}”, which the claim asserts.");
            yield break;
        }

        var deniedThere = comparison.Window.SelectMany(Negated).Where(word => !Lexicon.Light.Contains(word.Form)).ToList();
        // Both deny something that the claim speaks of: which of them denies more, nothing here can tell.
        if (claim.Content.Any(word => deniedThere.Exists(o => Likeness.Of(word, o) >= Likeness.Family)))
            yield break;
        var isTwice = DeniesTwice(claim);
        foreach (var word in Negated(claim))
        {
            // Two denials make an assertion ("no one escapes"), but not when one denies the source's own ("does not deny").
            if (word.IsName || word.IsNumber || Lexicon.Light.Contains(word.Form) || (isTwice && !word.IsNegator) || !IsAsserted(word, comparison.Window))
                continue;
            yield return new Objection(ObjectionKind.Negation, GroundingVerdict.Unsupported, $"The claim denies “{word.Surface}”, which the sources do not.");
            yield break;
        }
    }

    /// <summary>True when the sentences have the word, and nothing near it denies it.</summary>
    private static bool IsAsserted(StatementWord word, IReadOnlyList<Statement> window)
    {
        var found = false;
        foreach (var sentence in window)
        {
            for (var i = 0; i < sentence.Words.Count; i++)
            {
                if (sentence.Words[i].IsStopWord || Likeness.Of(word, sentence.Words[i]) < Likeness.Family)
                    continue;
                found = true;
                if (IsNearDenial(sentence, i))
                    return false;
            }
        }

        return found;
    }

    private static bool IsNearDenial(Statement sentence, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - ReachBefore) && !HasStop(sentence, i); i--)
        {
            if (IsDenying(sentence.Words[i]) || IsDenyingPhrase(sentence, i))
                return true;
        }

        for (var i = at + 1; i <= Math.Min(sentence.Words.Count - 1, at + ReachAfter) && !HasStop(sentence, i - 1); i++)
        {
            if (IsDenying(sentence.Words[i]))
                return true;
        }

        return false;
    }

    /// <summary>True when punctuation parts the word from the next.</summary>
    private static bool HasStop(Statement statement, int at) =>
        statement.Text.AsSpan(statement.Words[at].Span.End, statement.Words[at + 1].Span.Start - statement.Words[at].Span.End).IndexOfAny(",;:()") >= 0;

    private static bool IsDenied(StatementWord word, Statement nearest, List<StatementWord> there)
    {
        var same = nearest.Content.Where(o => Likeness.Of(word, o) >= Likeness.Family).ToList();
        return same.Count > 0 && same.TrueForAll(there.Contains);
    }

    /// <summary>"Not" and its like, which can be put into a sentence.</summary>
    public static bool IsNot(StatementWord word) => word.IsNegator && !Lexicon.Denials.Contains(word.Form);

    public static bool IsDenying(StatementWord word) => word.IsNegator || Lexicon.Denying.Contains(word.Form) || IsPrefixed(word);

    public static bool IsDenying(Statement statement, StatementWord word) => IsDenying(word) || IsDenyingPhrase(statement, statement.Words.TakeWhile(w => w != word).Count());

    /// <summary>"Rather than", "instead of", "yet to", "free of".</summary>
    private static bool IsDenyingPhrase(Statement statement, int at) => at + 1 < statement.Words.Count && (statement.Words[at].Form, statement.Words[at + 1].Form) is
        ("rather", "than") or ("instead", "of") or ("yet", "to") or ("free", "of" or "from");

    public static bool DeniesTwice(Statement statement) => statement.Words.Count(IsDenying) > 1;

    /// <summary>"Unaware", "incapable", "dismissed": words that are denials by themselves.</summary>
    private static bool IsPrefixed(StatementWord word) =>
        !word.IsStopWord && word.Form.Length > 5 && (word.Form.StartsWith("un", StringComparison.Ordinal) || word.Form.StartsWith("in", StringComparison.Ordinal) || word.Form.StartsWith("im", StringComparison.Ordinal) || word.Form.StartsWith("dis", StringComparison.Ordinal))
        && WordRelations.OppositesOf(word.Root).Any(opposite => word.Root.EndsWith(opposite, StringComparison.Ordinal));

    /// <summary>Content words in reach of a negator, up to the next punctuation.</summary>
    public static List<StatementWord> Negated(Statement statement)
    {
        var negated = new List<StatementWord>();
        for (var i = 0; i < statement.Words.Count; i++)
        {
            if (!statement.Words[i].IsNegator || IsNotOnly(statement, i) || IsSuperlative(statement, i))
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

    /// <summary>"No other helmet cushions … as well", "no greater hoax than": to say so of all others is to say the most of one.</summary>
    public static bool IsSuperlative(Statement statement, int negator) => statement.Words[negator].Form == "no" && negator + 1 < statement.Words.Count
        && (statement.Words[negator + 1].Form is "other" or "more" or "better" or "worse" || statement.Words[negator + 1].Form.EndsWith("er", StringComparison.Ordinal))
        && statement.Words.Skip(negator + 1).Any(w => w.Form is "than" or "as");

    /// <summary>"Not only" adds to what it stands before.</summary>
    public static bool IsNotOnly(Statement statement, int negator) =>
        negator + 1 < statement.Words.Count && statement.Words[negator + 1].Form is "only" or "just" or "merely" or "least";
}
