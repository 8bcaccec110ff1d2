using QaBot.Grounding.Numbers;

namespace QaBot.Grounding;

/// <summary>
/// Lays a claim over the sentence that it mostly repeats, and finds what stands in the place of something else: another name, number or
/// quantifier, a "not" put in or left out, a "may" left out. So a name is caught that the sources have, but elsewhere.
/// </summary>
internal static class SubstitutionCheck
{
    /// <summary>Share of the claim's words that must stand in the sentence in the same order.</summary>
    private const double Repeated = 0.7;

    /// <summary>Longer gaps are another wording, not another word.</summary>
    private const int LongestGap = 5;

    public static IEnumerable<Objection> In(Comparison comparison, Statement nearest)
    {
        var claim = comparison.Claim;
        var pairs = Align(claim.Words, nearest.Words);
        if (pairs.Count < Repeated * claim.Words.Count || pairs.Count < 3)
            yield break;
        var free = FreeWords(nearest.Words, pairs);
        foreach (var (mine, theirs) in Gaps(claim.Words, nearest.Words, pairs))
        {
            if (mine.Count == 0 && theirs.Count == 0)
                continue;
            if (Name(mine, theirs, free) is { } name)
                yield return name;
            if (Number(claim, mine, nearest, theirs, free) is { } number)
                yield return number;
            if (Opposite(mine, theirs) is { } opposite)
                yield return opposite;
            if (Quantifier(mine, theirs) is { } quantifier)
                yield return quantifier;
            if (Modality(mine, theirs) is { } modality)
                yield return modality;
            if (Negation(claim, mine, nearest, theirs) is { } negation)
                yield return negation;
        }
    }

    private static Objection? Name(IReadOnlyList<StatementWord> mine, IReadOnlyList<StatementWord> theirs, List<StatementWord> free)
    {
        var claimed = mine.FirstOrDefault(w => NameCheck.IsName(w) && !free.Exists(o => Likeness.Of(w, o) >= Likeness.Found));
        var stated = theirs.FirstOrDefault(w => NameCheck.IsName(w) && !mine.Any(o => Likeness.Of(o, w) >= Likeness.Found));
        // A name for "the general" or "he" is no other name, and an acronym may be a name's own.
        return claimed is null || stated is null || IsAcronym(claimed, theirs) || IsAcronym(stated, mine)
            ? null
            : new Objection(ObjectionKind.Name, GroundingVerdict.Partial, $"The claim says “{claimed.Surface}” where the sources say “{stated.Surface}”.");
    }

    private static bool IsAcronym(StatementWord word, IReadOnlyList<StatementWord> names) =>
        word.Surface.Length > 1 && word.Surface.All(char.IsUpper) && names.Any(name => name.IsCapitalized && word.Surface.Contains(name.Surface[0]));

    private static Objection? Number(Statement claim, IReadOnlyList<StatementWord> mine, Statement nearest, IReadOnlyList<StatementWord> theirs, List<StatementWord> free)
    {
        var claimed = QuantityIn(claim, mine);
        var stated = QuantityIn(nearest, theirs);
        return claimed is null || stated is null || claim.Numbers.First(n => n.Span.Contains(claimed.Span)).CanBe(stated) || claimed.IsOrdinal != stated.IsOrdinal || free.Exists(o => mine.Any(w => w.Root == o.Root && w.IsNumber))
            ? null
            : new Objection(ObjectionKind.Number, GroundingVerdict.Unsupported, $"The claim says “{claim.Text[claimed.Span.Start..claimed.Span.End].Trim()}” where the sources say “{nearest.Text[stated.Span.Start..stated.Span.End].Trim()}”.");
    }

    private static Quantity? QuantityIn(Statement statement, IReadOnlyList<StatementWord> words) =>
        words.Count == 0 ? null : statement.Quantities.FirstOrDefault(q => q is not { IsWord: true, Value: 1 } && words.Any(w => q.Span.Contains(w.Span)));

    private static Objection? Quantifier(IReadOnlyList<StatementWord> mine, IReadOnlyList<StatementWord> theirs)
    {
        var claimed = mine.FirstOrDefault(QuantifierCheck.IsQuantifier);
        var stated = theirs.FirstOrDefault(QuantifierCheck.IsQuantifier);
        return claimed is not null && stated is not null && QuantifierCheck.Contradict(claimed, stated)
            ? new Objection(ObjectionKind.Quantifier, GroundingVerdict.Partial, $"The claim says “{claimed.Surface}” where the sources say “{stated.Surface}”.")
            : null;
    }

    private static Objection? Opposite(IReadOnlyList<StatementWord> mine, IReadOnlyList<StatementWord> theirs)
    {
        foreach (var word in mine)
        {
            if (theirs.FirstOrDefault(o => AreOpposite(word, o)) is { } other)
                return new Objection(ObjectionKind.Opposite, GroundingVerdict.Unsupported, $"The claim says “{word.Surface}” where the sources say “{other.Surface}”.");
        }

        return null;
    }

    private static bool AreOpposite(StatementWord a, StatementWord b) => Lexicon.OppositesOf(a.Form).Contains(b.Form) || (!a.IsStopWord && WordRelations.OppositesOf(a.Root).Contains(b.Root));

    private static Objection? Negation(Statement claim, IReadOnlyList<StatementWord> mine, Statement nearest, IReadOnlyList<StatementWord> theirs)
    {
        var denies = mine.FirstOrDefault(NegationCheck.IsNot);
        var denied = theirs.FirstOrDefault(w => NegationCheck.IsNot(w) && !NegationCheck.IsNotOnly(nearest, nearest.Words.TakeWhile(o => o != w).Count()));
        if (denies is not null && mine.Count <= 2 && !theirs.Any(w => NegationCheck.IsDenying(nearest, w)))
            return new Objection(ObjectionKind.Negation, GroundingVerdict.Unsupported, $"The claim says “{denies.Surface}” where the sources do not.");
        return denied is not null && theirs.Count <= 2 && !mine.Any(w => NegationCheck.IsDenying(claim, w))
            ? new Objection(ObjectionKind.Negation, GroundingVerdict.Unsupported, $"The sources say “{denied.Surface}” where the claim does not.")
            : null;
    }

    /// <summary>"Is" for "may be": a longer gap leaves out more than that.</summary>
    private static Objection? Modality(IReadOnlyList<StatementWord> mine, IReadOnlyList<StatementWord> theirs) =>
        mine.Count <= 2 && theirs.Count <= 2 && theirs.FirstOrDefault(IsPossible) is { } possible && !mine.Any(w => IsPossible(w) || w.Form is "can")
            ? new Objection(ObjectionKind.Modality, GroundingVerdict.Partial, $"The claim states as fact what the sources put as “{possible.Surface}”.")
            : null;

    private static bool IsPossible(StatementWord word) =>
        (Lexicon.Conditional.Contains(word.Form) && !(word.IsCapitalized && !word.StartsSentence)) || Lexicon.Hedges.Contains(word.Form);

    /// <summary>Longest common subsequence of words, as pairs of places.</summary>
    private static List<(int Mine, int Theirs)> Align(IReadOnlyList<StatementWord> mine, IReadOnlyList<StatementWord> theirs)
    {
        var lengths = new int[mine.Count + 1, theirs.Count + 1];
        for (var i = mine.Count - 1; i >= 0; i--)
        {
            for (var j = theirs.Count - 1; j >= 0; j--)
                lengths[i, j] = IsSame(mine[i], theirs[j]) ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }

        var pairs = new List<(int, int)>();
        for (var (i, j) = (0, 0); i < mine.Count && j < theirs.Count;)
        {
            if (IsSame(mine[i], theirs[j]) && lengths[i, j] == lengths[i + 1, j + 1] + 1)
                pairs.Add((i++, j++));
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
                i++;
            else
                j++;
        }

        return pairs;
    }

    private static bool IsSame(StatementWord a, StatementWord b) => a.Root == b.Root || a.Form == b.Form;

    private static List<StatementWord> FreeWords(IReadOnlyList<StatementWord> words, List<(int Mine, int Theirs)> pairs)
    {
        var taken = pairs.Select(p => p.Theirs).ToHashSet();
        return [.. words.Where((_, i) => !taken.Contains(i))];
    }

    private static IEnumerable<(IReadOnlyList<StatementWord> Mine, IReadOnlyList<StatementWord> Theirs)> Gaps(
        IReadOnlyList<StatementWord> mine, IReadOnlyList<StatementWord> theirs, List<(int Mine, int Theirs)> pairs)
    {
        var (i, j) = (-1, -1);
        foreach (var (nextMine, nextTheirs) in pairs.Append((mine.Count, theirs.Count)))
        {
            var isEnd = nextMine == mine.Count;
            var own = nextMine - i - 1;
            // At the ends the sentence may go on as it likes; only what stands next to the last shared word counts.
            var start = i < 0 ? Math.Max(0, nextTheirs - Math.Max(own, 1)) : j + 1;
            var end = isEnd ? Math.Min(theirs.Count, j + 1 + own) : nextTheirs;
            if (own <= LongestGap && end - start <= LongestGap && end >= start)
                yield return (Slice(mine, i + 1, nextMine), Slice(theirs, start, end));
            (i, j) = (nextMine, nextTheirs);
        }
    }

    private static List<StatementWord> Slice(IReadOnlyList<StatementWord> words, int start, int end) => [.. words.Skip(start).Take(end - start)];
}
