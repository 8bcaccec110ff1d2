using System.Collections.Frozen;

namespace QaBot.Grounding;

/// <summary>Finds a quantifier that says more, or less, than the sources' own of the same thing: "most" for "some", "slightly" for "entirely".</summary>
/// <remarks>Quantifiers stand on a scale from none (0) to all (5). What holds of all holds of some, so less of 2 to 5 is no contradiction.</remarks>
internal static class QuantifierCheck
{
    private const int Few = 1;
    private const int Some = 2;
    private const int Half = 3;
    private const int Most = 4;
    private const int All = 5;

    /// <summary>How many content words after a quantifier can be what it is about.</summary>
    private const int Reach = 2;

    private static readonly FrozenDictionary<string, int> s_levels = Levels(
        "none no nobody never neither zero nowhere",
        "few little hardly barely rarely seldom scarcely slightly rare minority minimally marginally",
        "some several sometimes partly partially somewhat certain occasionally part moderately",
        "half many often frequently numerous commonly heavily considerably greatly significantly strongly",
        "most much mostly majority mainly largely usually generally primarily predominantly chiefly nearly almost virtually",
        "all every each always entire entirely whole wholly complete completely fully everyone everybody everything exclusively only solely invariably totally any");

    public static IEnumerable<Objection> In(Comparison comparison)
    {
        var stated = comparison.Window.SelectMany(Quantifiers).ToList();
        foreach (var claimed in Quantifiers(comparison.Claim))
        {
            var about = stated.Where(s => s.About.Exists(o => claimed.About.Exists(w => Likeness.Of(w, o) >= Likeness.Synonym))).ToList();
            if (claimed.Level == 0 && NegationCheck.DeniesTwice(comparison.Claim))
                continue;
            if (about.Count > 0 && about.TrueForAll(s => Contradict(claimed.Word, claimed.Level, s.Word, s.Level)))
                yield return new Objection(ObjectionKind.Quantifier, GroundingVerdict.Partial, $"The claim says “{claimed.Word.Surface}” where the sources say “{about[0].Word.Surface}”.");
            else if (about.Count == 0 && Adds(comparison, claimed, stated))
                yield return new Objection(ObjectionKind.Quantifier, GroundingVerdict.Partial, $"The sources do not say “{claimed.Word.Surface}”.");
        }

        foreach (var word in comparison.Claim.Words.Where(w => Lexicon.Superlatives.Contains(w.Form)))
        {
            if (!comparison.WindowForms.Overlaps(Lexicon.Superlatives) && !comparison.WindowForms.Overlaps(Lexicon.Foremost))
                yield return new Objection(ObjectionKind.Quantifier, GroundingVerdict.Partial, $"The sources do not say “{word.Surface}”.");
        }
    }

    /// <summary>Whether the words are quantifiers that cannot both hold of one thing.</summary>
    public static bool Contradict(StatementWord claimed, StatementWord stated) =>
        s_levels.TryGetValue(claimed.Form, out var level) && s_levels.TryGetValue(stated.Form, out var other) && Contradict(claimed, level, stated, other);

    /// <summary>True for a word of the scale.</summary>
    public static bool IsQuantifier(StatementWord word) => s_levels.ContainsKey(word.Form);

    private static bool Contradict(StatementWord claimed, int level, StatementWord stated, int other) =>
        (level > other ? level >= Most || level - other >= 2 : level < Some && other > Few)
        // "Partly" is not "entirely" and half is not nearly all, where some of all are some.
        || (other >= Most && (claimed.Form is "half" || (Lexicon.InPart.Contains(claimed.Form) && other == All)));

    /// <summary>True for "all", "most", "only" and "no" that nothing in the sources bears out.</summary>
    private static bool Adds(Comparison comparison, Quantifier claimed, List<Quantifier> stated)
    {
        var form = claimed.Word.Form;
        if (Lexicon.Loose.Contains(form) || comparison.WindowForms.Contains(form) || claimed.IsOfTime)
            return false;
        if (Lexicon.Exclusive.Contains(form) || form is "exclusively")
            return !comparison.WindowForms.Overlaps(Lexicon.Exclusive) && !comparison.WindowForms.Contains("except") && !claimed.IsOfNumber;
        return claimed.Level switch
        {
            All => !stated.Exists(s => s.Level is 0 or All),
            4 => Lexicon.Majority.Contains(form) && !stated.Exists(s => s.Level >= 4),
            0 => !NegationCheck.DeniesTwice(comparison.Claim) && !comparison.Window.Any(s => s.Words.Any(w => w.IsNegator || Lexicon.Denying.Contains(w.Form))),
            _ => false,
        };
    }

    private static IEnumerable<Quantifier> Quantifiers(Statement statement)
    {
        for (var i = 0; i < statement.Words.Count; i++)
        {
            var word = statement.Words[i];
            if (!s_levels.TryGetValue(word.Form, out var level))
                continue;
            var next = i + 1 < statement.Words.Count ? statement.Words[i + 1].Form : "";
            var before = i > 0 ? statement.Words[i - 1].Form : "";
            // "Almost all" is read at "almost", "only a few" at "few", "at most" and "most recent" are no quantity.
            if (before is "almost" or "nearly" or "virtually" && level == All)
                continue;
            if (word.Form is "only" && statement.Words.Skip(i + 1).Take(2).Any(w => s_levels.TryGetValue(w.Form, out var l) && l <= Some))
                continue;
            if ((word.Form == "most" && (before is "the" or "at" or "one" || next is "recent" or "often" || next.EndsWith("ly", StringComparison.Ordinal))) || (word.Form == "no" && next is "longer" or "one") || (word.Form == "much" && (next is "more" or "less" or "better" or "worse" || next.EndsWith("er", StringComparison.Ordinal))) || (word.Form is "little" or "much" && before is "a" or "as" or "how" or "so" or "too" or "very"))
                continue;
            if (word.Form is "nearly" or "almost" && statement.Words.Skip(i + 1).Take(1).Any(w => w.IsNumber))
                continue;
            if (level == Half && word.Form is "half" && !(next is "of" or "the" or "their" or "its"))
                continue;
            if (word.Form is "few" && before is "a" && !(i > 1 && statement.Words[i - 2].Form is "only" or "just"))
                level = Some;
            // "As a whole", "all they had": what is spoken of is not counted.
            if ((word.Form is "whole" && before is "a") || (word.Form is "all" && next is "he" or "she" or "it" or "they" or "we" or "at"))
                continue;
            if (word.Form is "every" or "all" && next is "right" or "reason" or "effort" or "means" or "time")
                continue;
            if (before is "hardly" or "barely" or "scarcely" && word.Form is "any" or "ever" or "all")
                continue;
            if (NegationCheck.IsSuperlative(statement, i))
                continue;
            // "Not any" is "no", which is read at "not".
            if (word.Form is "any" && statement.Words.Any(w => w.IsNegator))
                continue;
            if (before is "not" or "without" or "isn't" or "aren't" or "don't" or "doesn't" or "didn't" || next is "but")
                continue;
            var about = statement.Words.Skip(i + 1).Where(w => !w.IsStopWord && !s_levels.ContainsKey(w.Form) && w.Form is not "number").Take(Reach).ToList();
            var isOfTime = next is "year" or "years" or "month" or "day" or "week" or "time" or "annually" or "now" or "then";
            yield return new Quantifier(word, level, about, isOfTime, about is [{ IsNumber: true }, ..] || next is "weeks" or "days" or "months" or "hours" or "one" or "two" or "three" or "after" or "when" or "if" or "in");
        }
    }

    private static FrozenDictionary<string, int> Levels(params string[] levels) =>
        levels.SelectMany((words, level) => words.Split(' ').Select(word => (word, level))).ToFrozenDictionary(p => p.word, p => p.level, StringComparer.Ordinal);

    private sealed record Quantifier(StatementWord Word, int Level, List<StatementWord> About, bool IsOfTime, bool IsOfNumber);
}
