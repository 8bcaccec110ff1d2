using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using QaBot.Answering;
using QaBot.Articles;
using QaBot.Retrieval;

namespace QaBot.Models.Extractive;

/// <summary>Ranks the sentences of the evidence by how likely each answers a question. Thread-safe.</summary>
/// <remarks>
/// A softmax over the sentences of a question's evidence, linear in <see cref="SentenceFeatures"/>, fitted to the sentences that hold a gold
/// answer; see <see cref="AnswerModel"/>.
/// </remarks>
public sealed partial class SentenceRanker(Analyzer analyzer, ICorpusStatistics statistics, Thesaurus thesaurus)
{
    private const int NearWords = 4;
    private const int BesideWords = 3;
    private const int OverlongWords = 60;
    private const double NearCharacters = 30;

    /// <summary>How many characters further away a thing is for each comma that stands between.</summary>
    private const int ClauseDistance = 40;

    /// <summary>What a synonym counts for beside the word itself.</summary>
    private const double SynonymCredit = 0.7;

    /// <summary>What a word of the same family counts for.</summary>
    private const double FamilyCredit = 0.6;

    /// <summary>The gate and the client rank the same passages one after the other, and questions of one conversation often share them.</summary>
    private const int MostRemembered = 256;

    private readonly ConcurrentDictionary<string, IReadOnlyList<AnalyzedSentence>> _remembered = new(StringComparer.Ordinal);

    public QuestionProfile Profile(string question, string? topic) => QuestionProfile.Of(question, topic, analyzer, statistics, thesaurus);

    /// <summary>Every sentence of every passage, best first; ties keep the order of the text.</summary>
    public IReadOnlyList<ScoredSentence> Rank(QuestionProfile profile, string question, IReadOnlyList<EvidenceBlock> passages)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(passages);
        return [.. passages.SelectMany((passage, i) => Score(profile, question, passage, i)).OrderByDescending(sentence => sentence.Score)];
    }

    /// <summary>Where words of the question stand in a sentence, in order.</summary>
    public IReadOnlyList<MatchedWord> Locate(QuestionProfile profile, string sentence)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var words = new List<MatchedWord>();
        foreach (var token in analyzer.Analyze(sentence).Where(token => !token.IsStopWord))
            words.AddRange(Matched(profile, [token.Term]).Select(match => new MatchedWord(token.Span, match.Key, match.Value * profile.ByTerm[match.Key].Weight)));
        return words;
    }

    private IEnumerable<ScoredSentence> Score(QuestionProfile profile, string question, EvidenceBlock passage, int index)
    {
        var sentences = Analyze(passage.Text);
        var title = Matched(profile, Terms(passage.Title));
        var matches = sentences.Select(sentence => Matched(profile, sentence.Terms)).ToList();
        var everywhere = Share(profile, Join([.. matches, title]));
        for (var i = 0; i < sentences.Count; i++)
        {
            var (sentence, matched) = (sentences[i], matches[i]);
            var context = i == 0 ? Join([matched, title]) : Join([matched, matches[i - 1], title]);
            var lead = Join([context, matches[0]]);
            var coverage = Share(profile, matched);
            var cues = AnswerCues.Find(profile.Type, sentence.Text, question);
            var (value, nearness) = NearestCue(profile, sentence, cues);
            var features = new SentenceFeatures(
                coverage,
                Share(profile, context),
                Adjacency(profile, sentence.Terms),
                NameShare(profile, context),
                AnswerCues.Strength(profile.Type, sentence.Text, question, cues),
                nearness,
                FocusCue(profile, sentence),
                coverage / Math.Max(1, sentence.Terms.Count / 10.0),
                1.0 / (1 + index),
                everywhere,
                Share(profile, lead),
                NameShare(profile, lead),
                i + 1 < sentences.Count ? Share(profile, matches[i + 1]) : 0,
                i == 0 ? 1 : 0,
                profile.Terms.Count == 0 ? 0 : matched.Sum(match => match.Value * profile.ByTerm[match.Key].Standing) / profile.TotalStanding,
                profile.Weightiest is { } weightiest ? matched.GetValueOrDefault(weightiest.Term) : 0,
                Math.Log(1 + sentence.Tokens.Count) / 4,
                sentence.Tokens.Count > OverlongWords ? 1 : 0,
                PointsBack().IsMatch(sentence.Text) ? 1 : 0);
            yield return new ScoredSentence(passage.Number, sentence.Span, sentence.Text, value, cues.Count, profile.Focus.Count == 0 || sentence.Terms.Exists(profile.Focus.Contains), matched.Keys.ToHashSet(StringComparer.Ordinal), features, Dot(features.Values));
        }
    }

    private IReadOnlyList<AnalyzedSentence> Analyze(string passage)
    {
        if (_remembered.TryGetValue(passage, out var known))
            return known;
        if (_remembered.Count >= MostRemembered)
            _remembered.Clear();
        return _remembered[passage] = [.. SentenceSplitter.Split(passage).Select(span =>
        {
            var text = passage.Slice(span);
            var tokens = analyzer.Analyze(text);
            return new AnalyzedSentence(span, text, tokens, [.. tokens.Where(token => !token.IsStopWord).Select(token => token.Term)]);
        })];
    }

    private IEnumerable<string> Terms(string text) => analyzer.Analyze(text).Where(token => !token.IsStopWord).Select(token => token.Term);

    /// <summary>Terms of the question found among others, with the credit each has earned.</summary>
    private Dictionary<string, double> Matched(QuestionProfile profile, IEnumerable<string> terms)
    {
        var matched = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var term in terms)
        {
            if (profile.ByTerm.ContainsKey(term))
                matched[term] = 1;
            else
                MatchLoosely(profile, term, matched);
        }

        return matched;
    }

    private void MatchLoosely(QuestionProfile profile, string term, Dictionary<string, double> matched)
    {
        var group = thesaurus.GroupOf(term);
        foreach (var asked in profile.Terms)
        {
            var credit = group != 0 && asked.Group == group ? SynonymCredit : WordFamily.AreRelated(asked.Term, term) ? FamilyCredit : 0;
            if (credit > matched.GetValueOrDefault(asked.Term))
                matched[asked.Term] = credit;
        }
    }

    private static Dictionary<string, double> Join(IReadOnlyList<Dictionary<string, double>> matches)
    {
        var joined = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var match in matches)
        {
            foreach (var (term, credit) in match)
                joined[term] = Math.Max(credit, joined.GetValueOrDefault(term));
        }

        return joined;
    }

    private static double Share(QuestionProfile profile, Dictionary<string, double> matched) =>
        profile.TotalWeight == 0 ? 0 : matched.Sum(match => match.Value * profile.ByTerm[match.Key].Weight) / profile.TotalWeight;

    private static double NameShare(QuestionProfile profile, Dictionary<string, double> matched)
    {
        var names = profile.Terms.Where(term => term.IsName).ToList();
        return names.Count == 0 ? 1 : names.Count(term => matched.ContainsKey(term.Term)) / (double)names.Count;
    }

    /// <summary>Share of the question's neighbouring term pairs that stand within a few words of each other, in either order.</summary>
    private static double Adjacency(QuestionProfile profile, List<string> terms)
    {
        if (profile.Terms.Count < 2)
            return 0;
        var near = 0;
        for (var i = 1; i < profile.Terms.Count; i++)
        {
            var (a, b) = (profile.Terms[i - 1].Term, profile.Terms[i].Term);
            for (var at = terms.IndexOf(a); at >= 0; at = terms.IndexOf(a, at + 1))
            {
                var from = Math.Max(0, at - NearWords);
                if (terms.IndexOf(b, from, Math.Min(terms.Count, at + NearWords + 1) - from) < 0)
                    continue;
                near++;
                break;
            }
        }

        return near / (double)(profile.Terms.Count - 1);
    }

    /// <summary>The cue nearest to what is said of the question's names, and how near one is to any of its words, falling with the distance; 0 without any.</summary>
    private static (TextSpan? Value, double Nearness) NearestCue(QuestionProfile profile, AnalyzedSentence sentence, IReadOnlyList<TextSpan> cues)
    {
        if (cues.Count == 0)
            return (null, 0);
        var words = sentence.Tokens.Where(token => profile.ByTerm.ContainsKey(token.Term)).ToList();
        if (words.Count == 0)
            return (cues[0], 0);
        // "X, minister from 2013 to 2018, was arrested in 2020": the date stands by the verb, and not beyond a comma.
        var said = words.Where(token => !profile.ByTerm[token.Term].IsName).ToList();
        var value = cues.MinBy(cue => (said.Count > 0 ? said : words).Min(word => Distance(cue, word) + (ClauseDistance * Boundaries(cue, word))));
        return (value, Math.Exp(-cues.Min(cue => words.Min(word => Distance(cue, word))) / NearCharacters));

        static int Distance(TextSpan cue, AnalyzedToken word) => Math.Max(0, Math.Max(word.Span.Start - cue.End, cue.Start - word.Span.End));

        int Boundaries(TextSpan cue, AnalyzedToken word)
        {
            var (start, end) = (Math.Min(cue.End, word.Span.End), Math.Max(cue.Start, word.Span.Start));
            return start >= end ? 0 : sentence.Text[start..end].Count(c => c is ',' or ';' or '—' or '(' or ')');
        }
    }

    private static double FocusCue(QuestionProfile profile, AnalyzedSentence sentence)
    {
        for (var i = 0; i < sentence.Tokens.Count; i++)
        {
            if (!profile.Focus.Contains(sentence.Tokens[i].Term))
                continue;
            if (profile.Type == AnswerType.Attribute)
                return 1;
            for (var k = Math.Max(0, i - BesideWords); k <= Math.Min(sentence.Tokens.Count - 1, i + BesideWords); k++)
            {
                var first = sentence.Text[sentence.Tokens[k].Span.Start];
                if (k != i && (char.IsUpper(first) || char.IsDigit(first)) && !sentence.Tokens[k].IsStopWord && !profile.ByTerm.ContainsKey(sentence.Tokens[k].Term))
                    return 1;
            }
        }

        return 0;
    }

    private static double Dot(IReadOnlyList<double> values)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Count; i++)
            sum += values[i] * AnswerModel.Ranking[i];
        return sum;
    }

    [GeneratedRegex(@"^[“""‘'(]?(?:But|And|Yet|So|However|That|This|These|Those|It(?!(?:['’]s| is| was| has been| remains) \p{Ll}+ (?:that|when|whether|how|why|who|what|where|if|to)\b)|They|He|She|His|Her|Their|Its|Such|Both)\b", RegexOptions.CultureInvariant)]
    private static partial Regex PointsBack();

    private sealed record AnalyzedSentence(TextSpan Span, string Text, IReadOnlyList<AnalyzedToken> Tokens, List<string> Terms);
}
