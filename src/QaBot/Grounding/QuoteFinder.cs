using System.Text.RegularExpressions;
using QaBot.Articles;
using QaBot.Retrieval;

namespace QaBot.Grounding;

/// <summary>Finds the exact words of a passage that a claim rests on. Thread-safe.</summary>
/// <remarks>White space, kinds of quotes and hyphens, Markdown emphasis, a leading conjunction and the final stop do not keep words from being the claim's own.</remarks>
public sealed partial class QuoteFinder(Analyzer analyzer)
{
    private const int MostSentences = 3;

    /// <summary>Below this share of the claim's weight, what a sentence shares with it is chance.</summary>
    private const double LeastShare = 0.2;

    /// <summary>What one more sentence must add, as a share of the claim's weight, to be quoted too.</summary>
    private const double LeastGain = 0.15;

    private readonly Analyzer _analyzer = analyzer;

    /// <returns>
    /// The claim's own words where they stand in <paramref name="range"/> of <paramref name="text"/>; else the sentence, or up to three
    /// consecutive ones, that share most with it; null when nothing in the range has to do with the claim.
    /// </returns>
    public TextSpan? Find(string claim, string text, TextSpan range)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(range.End, text.Length, nameof(range));
        return FindOwnWords(claim, text, range) ?? FindSentences(claim, text, range);
    }

    private static TextSpan? FindOwnWords(string claim, string text, TextSpan range)
    {
        var verbatim = text.AsSpan(range.Start, range.Length).IndexOf(claim.AsSpan().Trim(), StringComparison.Ordinal);
        if (verbatim >= 0 && claim.Any(char.IsLetterOrDigit))
            return new TextSpan(range.Start + verbatim, range.Start + verbatim + claim.AsSpan().Trim().Length);
        var wording = PlainWording.Of(claim);
        var bare = wording.TrimEnd('.', '!', '?', ';', ':', ',', ' ');
        var clause = LeadingConjunction().Replace(bare, "");
        if (!clause.Any(char.IsLetterOrDigit))
            return null;
        var place = PlainWording.Of(text, range);
        if (place.Find(wording) is { } exact)
            return exact;
        return (place.Find(bare) ?? place.Find(clause)) is { } span ? WithFinalStop(text, span, range.End) : null;
    }

    private static TextSpan WithFinalStop(string text, TextSpan span, int limit)
    {
        var end = span.End;
        while (end < limit && text[end] is '.' or '!' or '?' or '"' or '”' or '’')
            end++;
        return new TextSpan(span.Start, end);
    }

    private TextSpan? FindSentences(string claim, string text, TextSpan range)
    {
        var sentences = SentenceSplitter.Split(text, range);
        var terms = sentences.Select(s => Terms(text.Slice(s)).Select(t => t.Term).ToHashSet(StringComparer.Ordinal)).ToList();
        var weights = Weigh(claim, terms);
        var total = weights.Values.Sum();
        if (total <= 0)
            return null;
        (double Share, int First, int Count) best = (0, 0, 0);
        for (var count = 1; count <= MostSentences; count++)
        {
            var atLeast = best.Share + (count > 1 ? LeastGain : 0);
            for (var first = 0; first + count <= sentences.Count; first++)
            {
                var window = terms.GetRange(first, count);
                var share = weights.Where(w => window.Exists(t => t.Contains(w.Key))).Sum(w => w.Value) / total;
                if (share > best.Share && share >= atLeast)
                    best = (share, first, count);
            }
        }

        return best.Share < LeastShare ? null : sentences[best.First].Union(sentences[best.First + best.Count - 1]);
    }

    /// <summary>Numbers and names say more about where a claim comes from than other words, and so do words that few sentences have.</summary>
    private Dictionary<string, double> Weigh(string claim, List<HashSet<string>> sentences)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var token in Terms(claim))
        {
            var first = claim[token.Span.Start];
            var kind = char.IsDigit(first) ? 2.0 : char.IsUpper(first) && token.Span.Start > 0 ? 1.5 : 1.0;
            var frequency = Math.Max(1, sentences.Count(s => s.Contains(token.Term)));
            weights[token.Term] = kind * Math.Log(1 + ((sentences.Count + 1.0) / (frequency + 0.5)));
        }

        return weights;
    }

    private IEnumerable<AnalyzedToken> Terms(string text) => _analyzer.Analyze(text).Where(t => !t.IsStopWord);

    [GeneratedRegex(@"^(?:and|but|so|yet|or|however|moreover|furthermore|additionally|also|in addition|meanwhile|therefore|thus|similarly|likewise|finally|specifically|notably|in fact|for example|for instance)\b,?\s+", RegexOptions.IgnoreCase)]
    private static partial Regex LeadingConjunction();
}
