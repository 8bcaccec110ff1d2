using QaBot.Articles;

namespace QaBot.Grounding;

/// <summary>Looks for what a claim states otherwise than its sources: the checks that counting shared words cannot make.</summary>
internal static class Objections
{
    /// <summary>How many words a negator reaches over.</summary>
    private const int NegationReach = 4;

    /// <summary>How near a speaker stands to what says that he speaks.</summary>
    private const int SpeakerReach = 6;

    public static IReadOnlyList<Objection> To(Comparison comparison)
    {
        var objections = new List<Objection>();
        objections.AddRange(Numbers(comparison));
        objections.AddRange(Names(comparison));
        if (comparison.Nearest is not { } nearest)
            return objections;
        objections.AddRange(Negations(comparison, nearest));
        objections.AddRange(OppositeWords(comparison));
        objections.AddRange(Quantifiers(comparison));
        objections.AddRange(Attributions(comparison, nearest));
        objections.AddRange(Modalities(comparison, nearest));
        return objections;
    }

    private static IEnumerable<Objection> Numbers(Comparison comparison)
    {
        var stated = comparison.Sentences.SelectMany(s => s.Quantities).ToList();
        foreach (var quantity in comparison.Claim.Quantities)
        {
            var words = comparison.Claim.Text.Slice(quantity.Span).Trim();
            // "One" and "first" are as often pronoun and adverb as number; as words they are compared like any other.
            if (quantity is { IsWord: true, Value: 1 or 0.5 } || (quantity.IsOrdinal && !words.Any(char.IsDigit) && quantity.Value <= 3))
                continue;
            var before = WordBefore(comparison.Claim, quantity.Span.Start);
            var isRounded = before is not null && Lexicon.Approximate.Contains(before.Form);
            if (!stated.Exists(s => quantity.IsStatedAs(s, isRounded)) && !IsCounted(quantity, comparison))
                yield return new Objection(ObjectionKind.Number, GroundingVerdict.Unsupported, $"The sources do not state “{words}”.");
        }
    }

    /// <summary>A small number may be the length of a list or be called "both", "pair" or "couple".</summary>
    private static bool IsCounted(Quantity quantity, Comparison comparison) =>
        quantity is { Value: 2, Unit.Length: 0 } && comparison.WindowForms.Overlaps(["both", "pair", "couple", "twin", "double", "doubled", "second"]);

    private static IEnumerable<Objection> Names(Comparison comparison)
    {
        var missing = comparison.Claim.Content.Where(w => w.IsName && !w.IsNumber && !comparison.IsKnown(w) && !SpellsOut(w, comparison)).ToList();
        if (missing.Count > 0)
            yield return new Objection(ObjectionKind.Name, GroundingVerdict.Partial, $"The sources do not name “{missing[0].Surface}”.");
    }

    /// <summary>True when the word is part of a name in the claim for which the sources have the acronym.</summary>
    private static bool SpellsOut(StatementWord word, Comparison comparison)
    {
        var text = comparison.Claim.Text;
        return Acronyms.In(text).Any(a => a.Length > 2 && a.Contains(word.Surface[0]) && comparison.Sentences.Any(s => s.Words.Any(o => o.Surface == a)));
    }

    private static IEnumerable<Objection> Negations(Comparison comparison, Statement nearest)
    {
        var denied = Negated(comparison.Claim);
        var deniedThere = Negated(nearest);
        foreach (var word in comparison.Claim.Content)
        {
            if (word.IsNegator || word.IsName || word.IsNumber || !Comparison.IsIn(word, nearest))
                continue;
            var isDenied = denied.Contains(word);
            var there = nearest.Content.Where(o => Comparison.IsSame(word, o)).ToList();
            if (there.Count == 0 || there.Exists(o => deniedThere.Contains(o) == isDenied))
                continue;
            yield return new Objection(
                ObjectionKind.Negation,
                GroundingVerdict.Unsupported,
                isDenied ? $"The claim denies “{word.Surface}”, which the sources do not." : $"The sources deny “{word.Surface}”, which the claim asserts.");
        }
    }

    /// <summary>Content words in reach of a negator, up to the next punctuation.</summary>
    private static HashSet<StatementWord> Negated(Statement statement)
    {
        var negated = new HashSet<StatementWord>();
        for (var i = 0; i < statement.Words.Count; i++)
        {
            if (!statement.Words[i].IsNegator || IsNotOnly(statement, i))
                continue;
            var content = 0;
            for (var j = i + 1; j < statement.Words.Count && j <= i + NegationReach && content < 2; j++)
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

    private static IEnumerable<Objection> OppositeWords(Comparison comparison)
    {
        var forms = comparison.WindowForms;
        foreach (var word in comparison.Claim.Words)
        {
            if (forms.Contains(word.Form) || comparison.Window.Any(s => s.Terms.Contains(word.Term)))
                continue;
            var opposite = Lexicon.OppositesOf(word.Form).FirstOrDefault(o => forms.Contains(o) && !comparison.Claim.Forms.Contains(o));
            if (opposite is not null && !comparison.Claim.Words.Any(w => w.IsNegator) && !comparison.Window.Any(s => HasSynonym(word, s)))
                yield return new Objection(ObjectionKind.Opposite, GroundingVerdict.Unsupported, $"The claim says “{word.Surface}” where the sources say “{opposite}”.");
        }
    }

    private static bool HasSynonym(StatementWord word, Statement sentence) => sentence.Words.Any(o => Lexicon.IsSynonym(word.Form, o.Form));

    private static IEnumerable<Objection> Quantifiers(Comparison comparison)
    {
        var source = comparison.WindowForms;
        foreach (var word in comparison.Claim.Words)
        {
            var (says, covered) = word.Form switch
            {
                var f when Lexicon.Nullity.Contains(f) => (true, source.Overlaps(Lexicon.Negators)),
                "any" => (false, true),
                var f when Lexicon.Universal.Contains(f) => (true, source.Overlaps(Lexicon.Universal) || source.Overlaps(Lexicon.Nullity)),
                var f when Lexicon.Exclusive.Contains(f) => (true, source.Overlaps(Lexicon.Exclusive) || source.Contains("except")),
                var f when Lexicon.Majority.Contains(f) => (true, source.Overlaps(Lexicon.Majority) || source.Overlaps(Lexicon.Universal)),
                _ => (false, true),
            };
            if (says && !covered)
                yield return new Objection(ObjectionKind.Quantifier, GroundingVerdict.Partial, $"The sources do not say “{word.Surface}”.");
        }
    }

    private static IEnumerable<Objection> Attributions(Comparison comparison, Statement nearest)
    {
        var alleging = nearest.Words.FirstOrDefault(w => Lexicon.Alleging.Contains(w.Form));
        var speaking = comparison.Claim.Words.FirstOrDefault(w => Lexicon.Reporting.Contains(w.Form));
        if (alleging is not null && speaking is null)
        {
            yield return new Objection(
                ObjectionKind.Attribution, GroundingVerdict.Partial, $"The claim states as fact what the sources only report (“{alleging.Surface}”).");
        }

        if (speaking is null)
            yield break;
        var speaker = Speaker(comparison.Claim, speaking);
        if (speaker is null || !comparison.Sentences.Any(s => s.Words.Any(w => Lexicon.Reporting.Contains(w.Form))))
            yield break;
        var isHeard = comparison.Window.Any(s => Speaks(s, speaker));
        if (!isHeard)
            yield return new Objection(ObjectionKind.Attribution, GroundingVerdict.Partial, $"The sources do not have “{speaker.Surface}” say this.");
    }

    /// <summary>The name or noun right before the verb of saying, or after "according to".</summary>
    private static StatementWord? Speaker(Statement statement, StatementWord speaking)
    {
        var at = statement.Words.TakeWhile(w => w != speaking).Count();
        var nearby = speaking.Form == "according"
            ? statement.Words.Skip(at + 2).Take(3)
            : statement.Words.Take(at).Reverse().Take(2);
        return nearby.FirstOrDefault(w => !w.IsStopWord && !w.IsNumber);
    }

    private static bool Speaks(Statement sentence, StatementWord speaker)
    {
        for (var i = 0; i < sentence.Words.Count; i++)
        {
            if (!Comparison.IsSame(speaker, sentence.Words[i]))
                continue;
            for (var j = Math.Max(0, i - SpeakerReach); j < Math.Min(sentence.Words.Count, i + SpeakerReach + 1); j++)
            {
                if (Lexicon.Reporting.Contains(sentence.Words[j].Form))
                    return true;
            }
        }

        return false;
    }

    private static IEnumerable<Objection> Modalities(Comparison comparison, Statement nearest)
    {
        var possible = nearest.Words.FirstOrDefault(w => Lexicon.Possible.Contains(w.Form));
        var claim = comparison.Claim.Forms;
        if (possible is not null && !claim.Overlaps(Lexicon.Possible) && !claim.Overlaps(Lexicon.Future))
            yield return new Objection(ObjectionKind.Modality, GroundingVerdict.Partial, $"The claim states as fact what the sources put as “{possible.Surface}”.");
        var will = comparison.Claim.Words.FirstOrDefault(w => w.Form is "will" or "shall");
        if (will is not null && !nearest.Forms.Overlaps(Lexicon.Future) && !nearest.Forms.Overlaps(Lexicon.Possible))
            yield return new Objection(ObjectionKind.Modality, GroundingVerdict.Partial, "The claim puts in the future what the sources do not.");
    }

    private static StatementWord? WordBefore(Statement statement, int position)
    {
        StatementWord? before = null;
        foreach (var word in statement.Words)
        {
            if (word.Span.End > position)
                break;
            before = word;
        }

        return before;
    }
}
