namespace QaBot.Grounding;

/// <summary>Finds names of a claim that its sources do not have, or have in another's place.</summary>
internal static class NameCheck
{
    /// <summary>How near before what is done the sources name who does it.</summary>
    private const int AgentReach = 2;

    /// <summary>Share of the rest of a claim that the sentence naming somebody else must have.</summary>
    private const double SameMatter = 0.6;

    /// <summary>Share of the rest of a claim that a sentence must have to be what it is taken from.</summary>
    private const double AllMatter = 0.8;

    private const int LeastRest = 3;

    private const int LongAcronym = 4;

    public static IEnumerable<Objection> In(Comparison comparison)
    {
        var missing = comparison.Claim.Content.FirstOrDefault(w => IsName(w) && !comparison.IsKnown(w) && !SpellsOut(w, comparison));
        if (missing is not null)
            yield return new Objection(ObjectionKind.Name, GroundingVerdict.Partial, $"The sources do not name “{missing.Surface}”.");
        else if (TooLate(comparison) is { } late)
            yield return new Objection(ObjectionKind.Name, GroundingVerdict.Partial, $"The sources do not say this of “{late.Surface}”.");
        else if (OtherAgent(comparison) is { } agent)
            yield return new Objection(ObjectionKind.Name, GroundingVerdict.Partial, $"The sources have “{agent.Surface}” do this.");
    }

    public static bool IsName(StatementWord word) =>
        (word.IsName || (word.MayBeName && !WordRelations.IsCommon(word.Root))) && !word.IsNumber && !word.Surface.Contains('.')
        && !Lexicon.Titles.Contains(word.Form) && !Lexicon.Ordinals.Contains(word.Form) && !Lexicon.Light.Contains(word.Form) && !Lexicon.Universal.Contains(word.Form) && !Lexicon.Months.Contains(word.Form) && !Lexicon.Weekdays.Contains(word.Form);

    /// <summary>True when the word is part of a name in the claim for which the sources have the acronym, or one that ends so ("AMLO" for "López Obrador").</summary>
    private static bool SpellsOut(StatementWord word, Comparison comparison)
    {
        var text = comparison.Claim.Text;
        return Acronyms.In(text).Any(a => a.Contains(word.Surface[0]) && comparison.Sentences.Any(s => s.Words.Any(o => IsAcronym(o.Surface.Replace(".", "", StringComparison.Ordinal), a))));
    }

    private static bool IsAcronym(string word, string initials) => word == initials || (word.Length >= LongAcronym && word.EndsWith(initials, StringComparison.Ordinal) && word.All(char.IsUpper));

    /// <summary>
    /// The claim's first name, when the sentence that has all the rest does not name it, nor anything before: no "he" or "the general" can stand for it there.
    /// </summary>
    private static StatementWord? TooLate(Comparison comparison)
    {
        var subject = Subject(comparison.Claim);
        if (subject.Count == 0 || comparison.Nearest is not { } nearest || subject.Exists(s => IsNamed(s, nearest)) || nearest.Words.Any(IsPronoun))
            return null;
        var rest = comparison.Claim.Content.Where(w => !subject.Contains(w)).ToList();
        if (rest.Count < LeastRest || rest.Count(w => comparison.NearestLikenessOf(w) >= Likeness.Synonym) < AllMatter * rest.Count)
            return null;
        if (nearest.Words.Any(w => !w.IsCapitalized && Lexicon.Titles.Contains(w.Form)) || !nearest.Words.Any(w => IsName(w) && !comparison.Claim.Has(w)))
            return null;
        foreach (var sentence in comparison.Sentences)
        {
            if (sentence == nearest)
                return subject[0];
            if (subject.Exists(s => IsNamed(s, sentence)))
                return null;
        }

        return null;
    }

    private static bool IsNamed(StatementWord name, Statement sentence) => sentence.Words.Any(w => w.IsCapitalized && Likeness.Of(name, w) >= Likeness.Synonym);

    private static bool IsPronoun(StatementWord word) =>
        word.Form is "he" or "she" or "they" or "it" or "his" or "her" or "their" or "its" or "who" or "which" or "this" or "these";

    /// <summary>The name that a claim begins with; empty for none.</summary>
    private static List<StatementWord> Subject(Statement claim)
    {
        var first = claim.Words.SkipWhile(w => w.IsStopWord).TakeWhile(w => w.IsCapitalized && !w.IsNumber).ToList();
        return first.Exists(IsName) ? first : [];
    }

    /// <summary>Whom the sentence that tells the same names right before what the claim has its own first name do; null when nobody or the same.</summary>
    private static StatementWord? OtherAgent(Comparison comparison)
    {
        var claim = comparison.Claim.Words;
        var subject = Subject(comparison.Claim);
        if (subject.Count == 0 || comparison.Nearest is not { } nearest)
            return null;
        var end = claim.TakeWhile(w => w != subject[^1]).Count() + 1;
        if (end >= claim.Count || claim[end].IsNumber)
            return null;
        var done = claim.Skip(end).FirstOrDefault(w => !w.IsStopWord);
        if (done is null || done.IsName || subject.Exists(nearest.Has) || comparison.NearestCoverage < SameMatter)
            return null;
        if (nearest.Words.Any(IsPronoun))
            return null;
        var at = nearest.Words.TakeWhile(w => Likeness.Of(done, w) < Likeness.Family).Count();
        return nearest.Words.Take(at).Reverse().Take(AgentReach).FirstOrDefault(w => IsName(w) && !subject.Exists(s => Likeness.Of(s, w) >= Likeness.Found)) is { } agent
            && at < nearest.Words.Count && !IsAlias(agent, subject, comparison) ? agent : null;
    }

    private static bool IsAlias(StatementWord agent, List<StatementWord> subject, Comparison comparison) =>
        agent.Surface.All(char.IsUpper) && comparison.Sources.SelectMany(Acronyms.In).Concat(Acronyms.In(comparison.Claim.Text)).Contains(agent.Surface)
        && subject.Exists(s => agent.Surface.Contains(s.Surface[0]));
}
