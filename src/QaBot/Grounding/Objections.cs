using System.Text.RegularExpressions;
using QaBot.Articles;

namespace QaBot.Grounding;

/// <summary>Looks for what a claim states otherwise than its sources: the checks that counting shared words cannot make.</summary>
internal static partial class Objections
{
    /// <summary>Share of a claim that a sentence must have to be about the same.</summary>
    private const double SameMatter = 0.5;

    /// <summary>Share of a claim's words that can be new to its sources while it still says the same.</summary>
    private const double NewShare = 0.33;

    /// <summary>In a claim of so few words each counts; in longer ones, short words often only fill in ("a lot", "tv").</summary>
    private const int ShortClaim = 3;

    private const int LongWord = 5;

    /// <summary>How many words a conditional reaches over.</summary>
    private const int ConditionalReach = 4;

    /// <summary>How many words a negator reaches over.</summary>
    private const int NegationReach = 4;

    /// <summary>How near a speaker stands to what says that he speaks.</summary>
    private const int SpeakerReach = 6;

    public static IReadOnlyList<Objection> To(Comparison comparison)
    {
        var objections = new List<Objection>();
        objections.AddRange(Numbers(comparison));
        objections.AddRange(Names(comparison));
        objections.AddRange(OppositeWords(comparison));
        objections.AddRange(Quantifiers(comparison));
        objections.AddRange(Quotations(comparison));
        objections.AddRange(Addresses(comparison));
        objections.AddRange(Predicates(comparison));
        if (comparison.Nearest is not { } nearest || comparison.NearestCoverage < SameMatter)
            return objections;
        objections.AddRange(Negations(comparison, nearest));
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
        var missing = comparison.Claim.Content.Where(w => (w.IsName || w.MayBeName) && !w.IsNumber && !w.Surface.Contains('.') && !comparison.IsKnown(w) && !SpellsOut(w, comparison)).ToList();
        if (missing.Count > 0)
            yield return new Objection(ObjectionKind.Name, GroundingVerdict.Partial, $"The sources do not name “{missing[0].Surface}”.");
    }

    /// <summary>True when the word is part of a name in the claim for which the sources have the acronym.</summary>
    private static bool SpellsOut(StatementWord word, Comparison comparison)
    {
        var text = comparison.Claim.Text;
        return Acronyms.In(text).Any(a => a.Contains(word.Surface[0]) && comparison.Sentences.Any(s => s.Words.Any(o => o.Surface.Replace(".", "", StringComparison.Ordinal) == a)));
    }

    private static IEnumerable<Objection> Negations(Comparison comparison, Statement nearest)
    {
        var denied = Negated(comparison.Claim);
        var deniedThere = Negated(nearest);
        foreach (var word in comparison.Claim.Content)
        {
            if ((word.IsNegator && !Lexicon.Denials.Contains(word.Form)) || word.IsName || word.IsNumber || !nearest.Has(word))
                continue;
            var isDenied = denied.Contains(word);
            var there = nearest.Content.Where(o => word.IsSameAs(o)).ToList();
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
            if (opposite is not null && !comparison.Claim.Words.Any(w => w.IsNegator) && !comparison.Window.Any(s => s.Synonyms.Contains(word.Synonyms)))
                yield return new Objection(ObjectionKind.Opposite, GroundingVerdict.Unsupported, $"The claim says “{word.Surface}” where the sources say “{opposite}”.");
        }
    }

    private static IEnumerable<Objection> Quantifiers(Comparison comparison)
    {
        var source = comparison.WindowForms;
        foreach (var word in comparison.Claim.Words)
        {
            var (says, covered) = word.Form switch
            {
                var f when Lexicon.Nullity.Contains(f) => (true, source.Overlaps(Lexicon.Negators)),
                var f when Lexicon.Universal.Contains(f) => (true, IsUniversal(comparison, word)),
                var f when Lexicon.Exclusive.Contains(f) => (true, source.Overlaps(Lexicon.Exclusive) || source.Contains("except")),
                var f when Lexicon.Superlatives.Contains(f) => (true, source.Overlaps(Lexicon.Superlatives) || source.Overlaps(Lexicon.Foremost)),
                var f when Lexicon.Majority.Contains(f) => (true, source.Overlaps(Lexicon.Majority) || source.Overlaps(Lexicon.Universal)),
                _ => (false, true),
            };
            if (says && !covered && !Lexicon.Loose.Contains(word.Form))
                yield return new Objection(ObjectionKind.Quantifier, GroundingVerdict.Partial, $"The sources do not say “{word.Surface}”.");
        }
    }

    /// <summary>True when the nearest sentence says "all" of anything, or another says it of what the claim does.</summary>
    private static bool IsUniversal(Comparison comparison, StatementWord quantifier)
    {
        if (comparison.Nearest is { } nearest && (nearest.Forms.Overlaps(Lexicon.Universal) || nearest.Forms.Overlaps(Lexicon.Nullity)))
            return true;
        var counted = comparison.Claim.Content.FirstOrDefault(w => w.Span.Start > quantifier.Span.Start);
        return counted is not null && comparison.Window.Any(s => s.Words.Where((w, i) =>
            Lexicon.Universal.Contains(w.Form) && s.Words.Skip(i + 1).Take(ConditionalReach).Any(counted.IsSameAs)).Any());
    }

    private static IEnumerable<Objection> Attributions(Comparison comparison, Statement nearest)
    {
        var speaking = comparison.Claim.Words.FirstOrDefault(w => Lexicon.Reporting.Contains(w.Form));
        if (speaking is null)
        {
            if (nearest.Words.FirstOrDefault(w => Lexicon.Alleging.Contains(w.Form) && IsOver(w, nearest, comparison.Claim)) is { } alleging)
            {
                yield return new Objection(
                    ObjectionKind.Attribution, GroundingVerdict.Partial, $"The claim states as fact what the sources only report (“{alleging.Surface}”).");
            }

            yield break;
        }

        if (Lexicon.Alleging.Contains(speaking.Form) && Speaker(comparison.Claim, speaking) is { } speaker
            && nearest.Words.FirstOrDefault(w => Lexicon.Alleging.Contains(w.Form)) is { } said
            && (!IsHeard(comparison.Window, speaker) || IsAnothers(nearest, said, speaker)))
        {
            yield return new Objection(ObjectionKind.Attribution, GroundingVerdict.Partial, $"The sources do not have “{speaker.Surface}” say this.");
        }
    }

    /// <summary>True when what the claim takes from a sentence is what the word of saying introduces, or closes ("…, officials said").</summary>
    private static bool IsOver(StatementWord alleging, Statement sentence, Statement claim)
    {
        var taken = sentence.Content.Where(w => w != alleging && claim.Has(w)).ToList();
        var after = taken.Count(w => w.Span.Start > alleging.Span.Start);
        var closes = sentence.Words.Count(w => w.Span.Start > alleging.Span.Start) <= SpeakerReach;
        return after >= 0.6 * taken.Count || (closes && after == 0);
    }

    /// <summary>The name or noun right before the word of saying, or after "according to".</summary>
    private static StatementWord? Speaker(Statement statement, StatementWord speaking)
    {
        if (speaking.Form.EndsWith("ly", StringComparison.Ordinal))
            return null;
        var at = statement.Words.TakeWhile(w => w != speaking).Count();
        var nearby = speaking.Form == "according"
            ? statement.Words.Skip(at + 2).Take(3)
            : statement.Words.Take(at).Reverse().Take(1);
        return nearby.FirstOrDefault(w => !w.IsStopWord && !w.IsNumber && !w.Form.EndsWith("ly", StringComparison.Ordinal));
    }

    /// <summary>True when a sentence has somebody else say what it says, though the speaker may say something beside it.</summary>
    private static bool IsAnothers(Statement sentence, StatementWord said, StatementWord speaker) =>
        Speaker(sentence, said) is { } other && !sentence.Has(speaker) && !other.IsSameAs(speaker);

    /// <summary>True when a sentence with a word of saying names the speaker, or calls him "they" or "he" after another has named him.</summary>
    private static bool IsHeard(IReadOnlyList<Statement> window, StatementWord speaker)
    {
        var says = window.Where(s => s.Forms.Overlaps(Lexicon.Reporting)).ToList();
        return says.Exists(s => s.Has(speaker))
            || (window.Any(s => s.Has(speaker)) && says.Exists(s => s.Forms.Overlaps(["he", "she", "they", "it"])));
    }

    private static IEnumerable<Objection> Modalities(Comparison comparison, Statement nearest)
    {
        var claim = comparison.Claim.Forms;
        if (!claim.Overlaps(Lexicon.Possible) && !claim.Overlaps(Lexicon.Future) && Conditional(nearest, comparison.Claim) is { } possible)
            yield return new Objection(ObjectionKind.Modality, GroundingVerdict.Partial, $"The claim states as fact what the sources put as “{possible.Surface}”.");
        if (claim.Overlaps(["will", "shall"]) && !nearest.Forms.Overlaps(Lexicon.Future) && !nearest.Forms.Overlaps(Lexicon.Possible))
            yield return new Objection(ObjectionKind.Modality, GroundingVerdict.Partial, "The claim puts in the future what the sources do not.");
    }

    /// <summary>A "may" or the like in a sentence, with what the claim asserts in its reach.</summary>
    private static StatementWord? Conditional(Statement sentence, Statement claim)
    {
        for (var i = 0; i < sentence.Words.Count; i++)
        {
            var word = sentence.Words[i];
            if (!Lexicon.Conditional.Contains(word.Form) || (word.IsCapitalized && !word.StartsSentence))
                continue;
            if (sentence.Words.Skip(i + 1).Take(ConditionalReach).FirstOrDefault(w => !w.IsStopWord) is { IsName: false } verb && claim.Has(verb))
                return word;
        }

        return null;
    }

    /// <summary>
    /// Words in quotation marks are somebody's own: they must stand in a source as they are, but for what an ellipsis or brackets leave out. Titles
    /// are put in such marks too, and differ as names do.
    /// </summary>
    private static IEnumerable<Objection> Quotations(Comparison comparison)
    {
        foreach (var quotation in Quotation().Matches(comparison.Claim.Text).Select(match => match.Groups["words"].Value).Where(words => !IsTitle(words)))
        {
            var parts = LeftOut().Split(quotation).Select(part => PlainWording.Of(part).Trim(' ', '.', ',', ';', ':', '!', '?', '"')).Where(part => part.Any(char.IsLetterOrDigit));
            if (parts.FirstOrDefault(part => !comparison.Sources.Any(source => PlainWording.Of(source, new TextSpan(0, source.Length)).Find(part) is not null)) is { } missing)
                yield return new Objection(ObjectionKind.Quotation, GroundingVerdict.Partial, $"The sources do not have the words “{missing}”.");
        }
    }

    private static bool IsTitle(string words)
    {
        var longer = words.Split(' ').Where(word => word.Length >= 4).ToList();
        return longer.Count > 1 && longer.Count(word => char.IsUpper(word[0])) > longer.Count / 2;
    }

    private static IEnumerable<Objection> Addresses(Comparison comparison)
    {
        foreach (var address in Address().Matches(comparison.Claim.Text).Select(match => match.Value.TrimEnd('.', ',', ';', ':', '!', '?', '/')))
        {
            if (!comparison.Sources.Any(source => source.Contains(address, StringComparison.OrdinalIgnoreCase)))
                yield return new Objection(ObjectionKind.Address, GroundingVerdict.Unsupported, $"The sources do not give the address “{address}”.");
        }
    }

    /// <summary>A claim of which the sources lack so much says something new of what they name ("… was a forger").</summary>
    private static IEnumerable<Objection> Predicates(Comparison comparison)
    {
        var isShort = comparison.Claim.Content.Count <= ShortClaim;
        var lacking = comparison.Unknown.Where(w => w is { IsCapitalized: false, IsNumber: false } && (isShort || w.Surface.Length >= LongWord)).ToList();
        if (lacking.Count > 0 && lacking.Count >= NewShare * comparison.Claim.Content.Count)
            yield return new Objection(ObjectionKind.Predicate, GroundingVerdict.Partial, $"The sources do not mention “{lacking[0].Surface}”.");
    }

    [GeneratedRegex("“(?<words>[^“”]+)”|\"(?<words>[^\"]+)\"|«(?<words>[^«»]+)»|„(?<words>[^„“”]+)[“”]")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"\.{3}|…|\[[^\]]*\]")]
    private static partial Regex LeftOut();

    [GeneratedRegex(@"\b(?:https?://|www\.)[^\s<>""'”’)\]]+|\b(?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu|info|io|example)\b(?:/[^\s<>""'”’)\]]*)?", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

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
