using System.Buffers;
using System.Collections.Frozen;

namespace QaBot.Grounding;

/// <summary>Finds what a claim tells as fact while its sources only report it, and what it has another say than the sources do.</summary>
internal static class AttributionCheck
{
    /// <summary>How near a speaker stands to what says that he speaks.</summary>
    private const int SpeakerReach = 6;

    /// <summary>Share of what a claim takes from a sentence that stands under a word of saying.</summary>
    private const double UnderShare = 0.6;

    /// <summary>How far after "evidence" its "that" can stand.</summary>
    private const int ThatReach = 4;

    /// <summary>How many words can name who speaks.</summary>
    private const int SpeakerWords = 4;

    private static readonly SearchValues<char> s_stops = SearchValues.Create(",;:()”“\"");

    public static IEnumerable<Objection> In(Comparison comparison, Statement nearest)
    {
        var claim = comparison.Claim;
        var isSaid = claim.Words.Where((w, i) => Lexicon.Reporting.Contains(w.Form) || Reports(claim, i)).Any();
        if (!isSaid && !HasOwn(claim, Lexicon.Views, nearest) && !claim.Forms.Overlaps(Lexicon.Hedges) && !HasOwn(claim, Lexicon.Conditional, nearest))
        {
            if (nearest.Words.Where((w, i) => Reports(nearest, i) && IsOver(w, nearest, comparison)).FirstOrDefault() is { } reporting)
                yield return new Objection(ObjectionKind.Attribution, GroundingVerdict.Partial, $"The claim states as fact what the sources only report (“{reporting.Surface}”).");
            else if (nearest.Words.FirstOrDefault(w => Lexicon.Hedges.Contains(w.Form) && IsOver(w, nearest, comparison)) is { } hedge)
                yield return new Objection(ObjectionKind.Modality, GroundingVerdict.Partial, $"The claim states as fact what the sources put as “{hedge.Surface}”.");
            yield break;
        }

        if (isSaid && OtherSpeaker(comparison, nearest) is { } other)
            yield return new Objection(ObjectionKind.Attribution, GroundingVerdict.Partial, $"The sources have “{other.Surface}” say this.");
        else if (isSaid && Unheard(comparison, nearest) is { } unheard)
            yield return new Objection(ObjectionKind.Attribution, GroundingVerdict.Partial, $"The sources do not have “{unheard.Surface}” say this.");
    }

    /// <summary>True for a word that has somebody say or think what follows it.</summary>
    private static bool Reports(Statement statement, int at)
    {
        var word = statement.Words[at];
        if (Lexicon.Stating.Contains(word.Form))
        {
            var next = statement.Words.Skip(at + 1).Take(word.Form == "evidence" ? ThatReach : 1).ToList();
            return next.Exists(w => w.Form == "that") || (next.Count > 0 && statement.Text.AsSpan(word.Span.End, next[0].Span.Start - word.Span.End).IndexOfAny('“', '"') >= 0);
        }

        return Lexicon.Alleging.Contains(word.Form) || Lexicon.Ascribing.Contains(word.Form);
    }

    /// <summary>True when the claim has such a word that it does not have from the sentence: a "could" inside of what is said is no hedge, and as often says what somebody was able to do.</summary>
    private static bool HasOwn(Statement claim, FrozenSet<string> words, Statement nearest) => claim.Forms.Any(form => words.Contains(form) && form is not "could" && !nearest.Forms.Contains(form));

    /// <summary>True when what the claim takes from a sentence is what the word of saying introduces, or closes ("…, officials said").</summary>
    private static bool IsOver(StatementWord alleging, Statement sentence, Comparison comparison)
    {
        var content = comparison.Claim.Content;
        var taken = sentence.Content.Where(w => w != alleging && content.Any(c => Likeness.Of(c, w) >= Likeness.Found)).ToList();
        if (taken.Count < 2)
            return false;
        var after = taken.Where(w => w.Span.Start > alleging.Span.Start).ToList();
        var closes = alleging.Form != "according" && sentence.Words.Count(w => w.Span.Start > alleging.Span.Start) <= SpeakerReach;
        // Who is accused stands before "accused", so only what is done counts there.
        var done = taken.Count(w => !w.IsName);
        return after.Count >= UnderShare * taken.Count || (done > 0 && after.Count(w => !w.IsName) >= Math.Max(1, 0.8 * done)) || (closes && after.Count == 0);
    }

    /// <summary>Who says in the sources what the claim has another say.</summary>
    private static StatementWord? OtherSpeaker(Comparison comparison, Statement nearest)
    {
        var speakers = Speakers(comparison.Claim);
        if (speakers.Count == 0 || speakers.Exists(s => s.Exists(w => Lexicon.AnySpeaker.Contains(w.Form))))
            return null;
        var places = nearest.Text.AsSpan().IndexOfAny('“', '”', '"') >= 0 ? new[] { nearest, comparison.Beside(-1), comparison.Beside(1) } : [nearest];
        var said = places.OfType<Statement>().SelectMany(Speakers).Where(s => s.Count > 0).ToList();
        if (said.Count == 0)
            return null;
        // "They said": who that is stands before it; at the least the sources must mention whom the claim names.
        if (said.Exists(s => s.Exists(w => Lexicon.AnySpeaker.Contains(w.Form))))
            return speakers.Exists(s => s.Exists(comparison.IsKnown)) ? null : said[0][0];
        var isHeard = speakers.Exists(claimed => said.Exists(s => s.Exists(w => claimed.Exists(c => Likeness.Of(c, w) >= Likeness.Synonym && (c.IsCapitalized || !s.Exists(o => o.IsName) || !claimed.Exists(o => o.IsName))))));
        return isHeard ? null : said[0][^1];
    }

    /// <summary>Whom the claim names as speaking, when the sources name nobody of that name beside what is said.</summary>
    private static StatementWord? Unheard(Comparison comparison, Statement nearest)
    {
        Statement?[] near = [comparison.Beside(-1), nearest, comparison.Beside(1)];
        if (nearest.Words.Any(w => w.Form is "he" or "she" or "they"))
            return null;
        return Speakers(comparison.Claim, Lexicon.Stating).Where(speaker => speaker.Exists(NameCheck.IsName))
            .Where(speaker => !near.OfType<Statement>().Any(sentence => speaker.Exists(w => w.IsCapitalized && sentence.Words.Any(o => o.IsCapitalized && Likeness.Of(w, o) >= Likeness.Synonym))))
            .Select(speaker => speaker.Find(NameCheck.IsName)).FirstOrDefault();
    }

    /// <summary>The words that name who speaks, before each word of saying, or after "according to" and "said" at the end of a quotation.</summary>
    private static List<List<StatementWord>> Speakers(Statement statement) => Speakers(statement, FrozenSet<string>.Empty);

    private static List<List<StatementWord>> Speakers(Statement statement, FrozenSet<string> more)
    {
        var speakers = new List<List<StatementWord>>();
        for (var i = 0; i < statement.Words.Count; i++)
        {
            var form = statement.Words[i].Form;
            if ((!Lexicon.Alleging.Contains(form) && !more.Contains(form)) || form is "accused" or "suspected" or "believed" or "charged" || form.EndsWith("ly", StringComparison.Ordinal))
                continue;
            var speaker = form == "according" ? Run(statement, i + 2, 1) : Run(statement, i - 1, -1);
            if (speaker.Count == 0 && i + 1 < statement.Words.Count && form != "according")
                speaker = Run(statement, i + 1, 1).TakeWhile((w, n) => n > 0 || w.IsCapitalized).ToList();
            if (speaker.Count > 0)
                speakers.Add(speaker);
        }

        return speakers;
    }

    /// <summary>Up to four words that carry meaning, as far as the punctuation.</summary>
    private static List<StatementWord> Run(Statement statement, int from, int step)
    {
        var run = new List<StatementWord>();
        var last = step < 0 && from + 1 < statement.Words.Count ? statement.Words[from + 1] : step > 0 && from - 1 >= 0 && from - 1 < statement.Words.Count ? statement.Words[from - 1] : null;
        for (var i = from; i >= 0 && i < statement.Words.Count && run.Count < SpeakerWords; i += step)
        {
            var word = statement.Words[i];
            if (last is not null)
            {
                var (left, right) = step < 0 ? (word.Span.End, last.Span.Start) : (last.Span.End, word.Span.Start);
                if (statement.Text.AsSpan(left, right - left).IndexOfAny(s_stops) >= 0)
                    break;
            }

            last = word;
            if (word.Form is "he" or "she" or "they" or "who" or "it")
                return [word];
            if (word.IsStopWord && word.Form is not ("and" or "of" or "the" or "some"))
                break;
            if (!word.IsStopWord && !word.IsNumber && !word.Form.EndsWith("ly", StringComparison.Ordinal))
                run.Add(word);
        }

        return run;
    }
}
