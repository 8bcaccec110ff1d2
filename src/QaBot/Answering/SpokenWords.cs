using System.Text.RegularExpressions;
using QaBot.Articles;
using QaBot.Models.Extractive;

namespace QaBot.Answering;

/// <summary>Answers what somebody says or thinks with the sentences that the articles put in that person's mouth. Thread-safe.</summary>
/// <remarks>
/// A sentence is somebody's when its own words say so ("…," Ada Quill said), or when it stands in the same quotation as one that does. Sentences that only
/// speak of the person may have more of the question's words, and answer nothing.
/// </remarks>
public sealed partial class SpokenWords(SentenceRanker ranker)
{
    private const int MostSentences = 3;

    /// <summary>A further sentence is at least this likely beside the best one.</summary>
    private const double NotUnlikely = 0.05;

    /// <returns>The likeliest first; empty when the question asks nobody's words, or no article has any.</returns>
    internal IReadOnlyList<DraftClaim> Choose(StandaloneQuery query, IReadOnlyList<EvidencePassage> evidence)
    {
        if (query.Articles is not null || Asked().Match(query.Standalone ?? query.Question) is not { Success: true } asked)
            return [];
        var name = asked.Groups["name"].Value.TrimEnd('.', '\'', '’');
        var speaks = SpeaksPattern(name[(name.LastIndexOf(' ') + 1)..]);
        var spoken = evidence.ToDictionary(passage => passage.Number, passage => SpokenIn(passage.Text, speaks));
        if (spoken.Values.All(spans => spans.Count == 0))
            return [];
        var blocks = evidence.Select(passage => new EvidenceBlock(passage.Number, passage.Article.DisplayName, passage.Text)).ToList();
        var ranked = ranker.Rank(ranker.Profile(query.Wording, query.Topic), query.Wording, blocks).Where(sentence => spoken[sentence.Passage].Contains(sentence.Span)).ToList();
        var best = ranked[0];
        return [.. ranked.Where(sentence => sentence.OddsAgainst(best) >= NotUnlikely || GoesOnWith(sentence, best, spoken[best.Passage], blocks))
            .Take(MostSentences)
            .OrderBy(sentence => sentence.Passage != best.Passage).ThenBy(sentence => sentence.Passage).ThenBy(sentence => sentence.Span)
            .Select(sentence => new DraftClaim(sentence.Text, "\n", [sentence.Passage], IsConnective: false))];
    }

    /// <summary>Whether nothing but spoken sentences stands from one to the other, in one paragraph.</summary>
    private static bool GoesOnWith(ScoredSentence sentence, ScoredSentence best, HashSet<TextSpan> spoken, List<EvidenceBlock> blocks)
    {
        if (sentence.Passage != best.Passage)
            return false;
        var (first, last) = sentence.Span.Start < best.Span.Start ? (sentence.Span, best.Span) : (best.Span, sentence.Span);
        var text = blocks.Single(block => block.Number == best.Passage).Text;
        return !text[first.Start..last.End].Contains("\n\n", StringComparison.Ordinal) && SentenceSplitter.Split(text).Where(span => span.Start >= first.Start && span.End <= last.End).All(spoken.Contains);
    }

    private static HashSet<TextSpan> SpokenIn(string text, Regex speaks)
    {
        var sentences = SentenceSplitter.Split(text);
        var spoken = new HashSet<TextSpan>();
        for (var i = 0; i < sentences.Count; i++)
        {
            if (!speaks.IsMatch(text.Slice(sentences[i])))
                continue;
            spoken.Add(sentences[i]);
            for (var before = i - 1; before >= 0 && IsOpenAt(text, sentences[before], sentences[before + 1].Start); before--)
                spoken.Add(sentences[before]);
            // “…,” Quill said. “…”
            for (var after = i + 1; after < sentences.Count && (IsOpenAt(text, sentences[after - 1], sentences[after].Start) || (after == i + 1 && OpensQuotation(text, sentences[i], sentences[after]))); after++)
                spoken.Add(sentences[after]);
        }

        return spoken;
    }

    /// <summary>Whether a quotation of the paragraph is still open where the next sentence begins.</summary>
    private static bool IsOpenAt(string text, TextSpan sentence, int next)
    {
        var paragraph = text[(text.LastIndexOf("\n\n", Math.Max(0, next - 1), StringComparison.Ordinal) + 1)..next];
        return !text[sentence.Start..next].Contains("\n\n", StringComparison.Ordinal) && paragraph.LastIndexOf('“') > paragraph.LastIndexOf('”');
    }

    private static bool OpensQuotation(string text, TextSpan sentence, TextSpan next) =>
        text[next.Start] is '“' or '"' && text.Slice(sentence).TrimStart() is ['“' or '"', ..] && !text[sentence.End..next.Start].Contains("\n\n", StringComparison.Ordinal)
        && !Says().IsMatch(text.Slice(next));

    private static Regex SpeaksPattern(string last) => new(
        $@"\b{Regex.Escape(last)}(?:,[^,“”""]{{2,80}},)?\s+(?:\w+ly\s+|has\s+|had\s+|also\s+)?{Verbs}|{VerbsBefore}\s+(?:(?!that\b)[\p{{L}}.-]+\s+){{0,4}}{Regex.Escape(last)}\b|\b[Aa]ccording\s+to\s+(?:[\p{{L}}.-]+\s+){{0,4}}{Regex.Escape(last)}\b",
        RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private const string Verbs = @"(?:said|says|told|tells|wrote|writes|argued|argues|claimed|claims|suggested|suggests|thinks|thought|believes|believed|called|calls|warned|warns|added|adds|noted|notes|explained|explains|insisted|insists|complained|accused|announced|promised|pledged|recommended|recommends|concluded|concludes|described|describes|predicted|predicts|denied|denies|asked|asks)\b";

    /// <summary>Those that may stand before who speaks; after others stands who is spoken to, or of.</summary>
    private const string VerbsBefore = @"\b(?:said|says|wrote|writes|argued|argues|added|adds|noted|notes|explained|explains|concluded|concludes)\b";

    private const string Name = @"(?:(?:the|el|la|President|Gen\.|General|Senator|Sen\.|Secretary|Minister|Professor|Prof\.|Dr\.?|Mr\.?|Mrs\.?|Ms\.?)\s+)*(?<name>\p{Lu}[\p{L}\d.-]*(?:\s+(?:(?:de|del|la|von|van)\s+)?\p{Lu}[\p{L}\d.-]*){0,4})";

    [GeneratedRegex(
        @"\b(?:does|do|did|has|have)\s+" + Name + @"\s+(?:\w+ly\s+)?(?:say|said|think|argue|claim|believe|suggest|recommend|propose|feel|write|written|warn|make\s+of|view|see|judge|regard|call|describe|predict|conclude)\b|\b" + Name + @"['’]s?\s+(?:view|views|opinion|position|stance|argument|criticism|verdict|take)\b|\b[Aa]ccording\s+to\s+" + Name + @"|\b(?:[Oo]pina|[Dd]ice|[Pp]iensa|[Cc]ree|[Dd]ijo)\s+" + Name,
        RegexOptions.CultureInvariant)]
    private static partial Regex Asked();

    [GeneratedRegex(Verbs)]
    private static partial Regex Says();
}
