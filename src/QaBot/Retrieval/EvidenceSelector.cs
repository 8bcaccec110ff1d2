using QaBot.Answering;
using QaBot.Passages;

namespace QaBot.Retrieval;

/// <summary>Chooses, from ranked passages, the evidence that reaches the prompt. Thread-safe and without state.</summary>
/// <remarks>
/// Passages that overlap or touch are merged, so that no words are sent twice and a quote may cross a passage's end. No article takes
/// more than half of the places while others that match wait, because an answer that hears one side only cannot show a disagreement.
/// </remarks>
public static class EvidenceSelector
{
    /// <param name="retrieved">Best first.</param>
    /// <param name="most">Pieces at the most.</param>
    /// <param name="tokens">Tokens that all pieces together may have; the best passage is taken even when it alone has more.</param>
    /// <returns>Numbered from 1, best first; each piece has the score of its best passage.</returns>
    public static IReadOnlyList<EvidencePassage> Select(IReadOnlyList<RetrievedPassage> retrieved, int most, int tokens)
    {
        ArgumentNullException.ThrowIfNull(retrieved);
        var chosen = Choose(retrieved, most, tokens);
        var pieces = new List<List<RetrievedPassage>>();
        foreach (var passage in chosen)
        {
            var touching = pieces.Where(piece => piece.Any(other => Touch(other.Passage, passage.Passage))).ToList();
            var merged = touching.SelectMany(piece => piece).Append(passage).ToList();
            var at = touching.Count == 0 ? pieces.Count : pieces.IndexOf(touching[0]);
            pieces.RemoveAll(touching.Contains);
            pieces.Insert(Math.Min(at, pieces.Count), merged);
        }

        return [.. pieces.Select((piece, i) => new EvidencePassage(
            i + 1,
            piece[0].Passage.Article,
            piece.Select(item => item.Passage.Span).Aggregate((a, b) => a.Union(b)),
            piece.Max(item => item.Score),
            piece.MinBy(item => item.Rank)!.Passage.Heading))];
    }

    /// <summary>Passages of one article, in its order, as many as fit; evenly spread over it when not all do.</summary>
    public static IReadOnlyList<EvidencePassage> SelectWhole(IReadOnlyList<Passage> passages, int tokens)
    {
        ArgumentNullException.ThrowIfNull(passages);
        var every = Math.Max(1, (int)Math.Ceiling(passages.Sum(passage => (double)passage.TokenCount) / tokens));
        var kept = passages.Where((_, i) => i % every == 0).Select((passage, i) => new RetrievedPassage(passage, 1.0 / (i + 1), i + 1)).ToList();
        return Select(kept, int.MaxValue, tokens);
    }

    private static List<RetrievedPassage> Choose(IReadOnlyList<RetrievedPassage> retrieved, int most, int tokens)
    {
        var articles = retrieved.Select(item => item.Passage.Article.Name).Distinct().Count();
        var perArticle = articles <= 1 ? int.MaxValue : Math.Max(2, most / 2);
        var chosen = new List<RetrievedPassage>();
        var waiting = new List<RetrievedPassage>();
        var (left, taken) = (tokens, new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var item in retrieved)
        {
            var count = taken.GetValueOrDefault(item.Passage.Article.Name);
            if (count >= perArticle)
                waiting.Add(item);
            else if (TryTake(item))
                taken[item.Passage.Article.Name] = count + 1;
        }

        foreach (var item in waiting)
            TryTake(item);
        return chosen;

        bool TryTake(RetrievedPassage item)
        {
            if (chosen.Count >= most || (chosen.Count > 0 && item.Passage.TokenCount > left))
                return false;
            chosen.Add(item);
            left -= item.Passage.TokenCount;
            return true;
        }
    }

    private static bool Touch(Passage a, Passage b)
    {
        if (a.Article != b.Article)
            return false;
        var (first, second) = a.Span <= b.Span ? (a.Span, b.Span) : (b.Span, a.Span);
        return second.Start <= first.End || string.IsNullOrWhiteSpace(a.Article.Text[first.End..second.Start]);
    }
}
