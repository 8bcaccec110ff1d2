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

    /// <summary>The same of a longer claim, where the other words can have synonyms that nothing here knows.</summary>
    private const double MostlyNew = 0.5;

    /// <summary>In a claim of so few words each counts; in longer ones, short words often only fill in ("a lot", "tv").</summary>
    private const int ShortClaim = 3;

    private const int LongWord = 5;

    /// <summary>How many words a conditional reaches over.</summary>
    private const int ConditionalReach = 4;

    /// <summary>How many words before and after one can be what it is said of.</summary>
    private const int BesideReach = 2;

    public static IReadOnlyList<Objection> To(Comparison comparison)
    {
        var objections = new List<Objection>();
        objections.AddRange(NumberCheck.In(comparison));
        objections.AddRange(NameCheck.In(comparison));
        objections.AddRange(OppositeWords(comparison));
        objections.AddRange(QuantifierCheck.In(comparison));
        objections.AddRange(Quotations(comparison));
        objections.AddRange(Addresses(comparison));
        objections.AddRange(Predicates(comparison));
        if (comparison.Nearest is not { } nearest || comparison.NearestCoverage < SameMatter)
            return objections;
        objections.AddRange(NegationCheck.In(comparison, nearest));
        objections.AddRange(SubstitutionCheck.In(comparison, nearest));
        objections.AddRange(AttributionCheck.In(comparison, nearest));
        objections.AddRange(Modalities(comparison, nearest));
        return objections;
    }

    private static IEnumerable<Objection> OppositeWords(Comparison comparison)
    {
        if (comparison.Claim.Words.Any(w => w.IsNegator) || comparison.Nearest is not { } nearest)
            yield break;
        var denied = NegationCheck.Negated(nearest).Select(w => w.Root).ToHashSet(StringComparer.Ordinal);
        var roots = nearest.Content.Select(w => w.Root).ToHashSet(StringComparer.Ordinal);
        foreach (var word in comparison.Claim.Words)
        {
            if (word.IsName || comparison.WindowForms.Contains(word.Form) || comparison.WindowLikenessOf(word) >= Likeness.Synonym)
                continue;
            var opposite = Lexicon.OppositesOf(word.Form).FirstOrDefault(o => comparison.WindowForms.Contains(o) && !comparison.Claim.Forms.Contains(o))
                ?? (word.IsStopWord ? null : WordRelations.OppositesOf(word.Root).FirstOrDefault(o => roots.Contains(o) && !comparison.Claim.Content.Any(w => w.Root == o)));
            if (opposite is not null && Lexicon.Particles.Contains(opposite) && !FollowsSame(comparison, word, nearest, opposite))
                continue;
            if (opposite is not null && !denied.Contains(opposite) && !denied.Contains(WordRelations.Stem(opposite)) && AreOfOneThing(comparison, word, opposite))
                yield return new Objection(ObjectionKind.Opposite, GroundingVerdict.Unsupported, $"The claim says “{word.Surface}” where the sources say “{Written(comparison, opposite)}”.");
        }
    }

    private static bool FollowsSame(Comparison comparison, StatementWord particle, Statement nearest, string opposite)
    {
        var mine = comparison.Claim.Words.LastOrDefault(w => w.Span.End <= particle.Span.Start);
        return mine is not null && nearest.Words.Where((w, i) => i + 1 < nearest.Words.Count && nearest.Words[i + 1].Form == opposite && Likeness.Of(mine, w) >= Likeness.Family).Any();
    }

    /// <summary>True when a word beside the one also stands beside the other: "profits fell" says nothing against "output rose".</summary>
    private static bool AreOfOneThing(Comparison comparison, StatementWord word, string opposite)
    {
        var beside = Beside(comparison.Claim, word);
        return comparison.Window.Any(sentence => sentence.Words.Any(other =>
            (other.Form == opposite || other.Root == opposite) && Beside(sentence, other).Any(theirs => beside.Any(mine => Likeness.Of(mine, theirs) >= Likeness.Synonym))));
    }

    private static List<StatementWord> Beside(Statement statement, StatementWord word) =>
    [
        .. statement.Content.Where(w => w.Span.End <= word.Span.Start).TakeLast(BesideReach),
        .. statement.Content.Where(w => w.Span.Start >= word.Span.End).Take(BesideReach),
    ];

    /// <summary>A stem as the sources write it.</summary>
    private static string Written(Comparison comparison, string stem) =>
        comparison.Window.SelectMany(s => s.Words).FirstOrDefault(w => w.Form == stem || w.Root == stem)?.Surface ?? stem;

    private static IEnumerable<Objection> Modalities(Comparison comparison, Statement nearest)
    {
        var claim = comparison.Claim.Forms;
        if (!claim.Overlaps(Lexicon.Possible) && !claim.Overlaps(Lexicon.Future) && Conditional(nearest, comparison.Claim) is { } possible)
            yield return new Objection(ObjectionKind.Modality, GroundingVerdict.Partial, $"The claim states as fact what the sources put as “{possible.Surface}”.");
        if (comparison.Claim.Words.Where((w, i) => w.Form is "will" or "shall" && comparison.Claim.Words.Skip(i + 1).FirstOrDefault() is not { IsNegator: true }).Any() && !nearest.Forms.Overlaps(Lexicon.Future) && !nearest.Forms.Overlaps(Lexicon.Possible))
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
            if (sentence.Words.Skip(i + 1).Take(ConditionalReach).FirstOrDefault(w => !w.IsStopWord) is { IsName: false } verb && claim.Content.Any(c => Likeness.Of(c, verb) >= Likeness.Found))
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
        // "Already" and the like do not make a claim longer.
        var count = comparison.Claim.Content.Count(w => !Lexicon.Light.Contains(w.Form));
        var isShort = count <= ShortClaim;
        var lacking = comparison.Unknown.Where(w => w is { IsCapitalized: false, IsNumber: false } && !comparison.Claim.Quantities.Any(q => q.Span.Contains(w.Span)) && !Lexicon.Light.Contains(w.Form) && (isShort || w.Surface.Length >= LongWord)).ToList();
        if (lacking.Count > 0 && lacking.Count >= (isShort ? NewShare : MostlyNew) * count)
            yield return new Objection(ObjectionKind.Predicate, GroundingVerdict.Partial, $"The sources do not mention “{lacking[0].Surface}”.");
    }

    [GeneratedRegex("“(?<words>[^“”]+)”|\"(?<words>[^\"]+)\"|«(?<words>[^«»]+)»|„(?<words>[^„“”]+)[“”]")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"\.{3}|…|\[[^\]]*\]")]
    private static partial Regex LeftOut();

    [GeneratedRegex(@"\b(?:https?://|www\.)[^\s<>""'”’)\]]+|\b(?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu|info|io|example)\b(?:/[^\s<>""'”’)\]]*)?", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
