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
    /// <returns>Numbered from 1, best first; each piece has the best score that its passages' words have.</returns>
    public static IReadOnlyList<EvidencePassage> Select(IReadOnlyList<RetrievedPassage> retrieved, int most, int tokens) =>
        Select(retrieved, most, tokens, out _);

    /// <inheritdoc cref="Select(IReadOnlyList{RetrievedPassage}, int, int)"/>
    /// <param name="selection">What became of each retrieved passage, in their order.</param>
    public static IReadOnlyList<EvidencePassage> Select(
        IReadOnlyList<RetrievedPassage> retrieved, int most, int tokens, out IReadOnlyList<PassageSelection> selection)
    {
        ArgumentNullException.ThrowIfNull(retrieved);
        var fates = Choose(retrieved, most, tokens, out var chosen);
        var pieces = Merge(chosen);
        selection = [.. retrieved.Select(item => Outcome(item, fates.GetValueOrDefault(item), pieces))];
        return [.. pieces.Select((piece, i) => new EvidencePassage(
            i + 1,
            piece[0].Passage.Article,
            piece.Select(item => item.Passage.Span).Aggregate((a, b) => a.Union(b)),
            piece.Max(item => item.WordScore),
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

    /// <summary>What became of passages for a summary.</summary>
    internal static IReadOnlyList<PassageSelection> SelectionOf(IReadOnlyList<RetrievedPassage> retrieved, IReadOnlyList<EvidencePassage> evidence) =>
    [
        .. retrieved.Select(item => evidence.FirstOrDefault(piece => piece.Article == item.Passage.Article && piece.Span.Contains(item.Passage.Span)) is { } piece
            ? new PassageSelection(item, piece.Span == item.Passage.Span ? PassageFate.Evidence : PassageFate.Merged, piece.Number)
            : new PassageSelection(item, PassageFate.PassedOver, null)),
    ];

    private static Dictionary<RetrievedPassage, PassageFate> Choose(
        IReadOnlyList<RetrievedPassage> retrieved, int most, int tokens, out List<RetrievedPassage> chosen)
    {
        var articles = retrieved.Select(item => item.Passage.Article.Name).Distinct().Count();
        var perArticle = articles <= 1 ? int.MaxValue : Math.Max(2, most / 2);
        var taken = new List<RetrievedPassage>();
        var waiting = new List<RetrievedPassage>();
        var fates = new Dictionary<RetrievedPassage, PassageFate>(ReferenceEqualityComparer.Instance);
        var (left, counts) = (tokens, new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var item in retrieved)
        {
            var count = counts.GetValueOrDefault(item.Passage.Article.Name);
            if (count >= perArticle)
                waiting.Add(item);
            else if ((fates[item] = Take(item)) == PassageFate.Evidence)
                counts[item.Passage.Article.Name] = count + 1;
        }

        foreach (var item in waiting)
            fates[item] = Take(item) is var fate && fate == PassageFate.NoPlaceLeft ? PassageFate.ArticleHasItsShare : fate;
        chosen = taken;
        return fates;

        PassageFate Take(RetrievedPassage item)
        {
            if (taken.Count >= most)
                return PassageFate.NoPlaceLeft;
            if (taken.Count > 0 && item.Passage.TokenCount > left)
                return PassageFate.NoTokensLeft;
            taken.Add(item);
            left -= item.Passage.TokenCount;
            return PassageFate.Evidence;
        }
    }

    private static List<List<RetrievedPassage>> Merge(List<RetrievedPassage> chosen)
    {
        var pieces = new List<List<RetrievedPassage>>();
        foreach (var passage in chosen)
        {
            var touching = pieces.Where(piece => piece.Any(other => Touch(other.Passage, passage.Passage))).ToList();
            var merged = touching.SelectMany(piece => piece).Append(passage).ToList();
            var at = touching.Count == 0 ? pieces.Count : pieces.IndexOf(touching[0]);
            pieces.RemoveAll(touching.Contains);
            pieces.Insert(Math.Min(at, pieces.Count), merged);
        }

        return pieces;
    }

    private static PassageSelection Outcome(RetrievedPassage item, PassageFate fate, List<List<RetrievedPassage>> pieces)
    {
        var at = fate == PassageFate.Evidence ? pieces.FindIndex(piece => piece.Contains(item)) : -1;
        return new PassageSelection(item, at >= 0 && pieces[at].Count > 1 ? PassageFate.Merged : fate, at >= 0 ? at + 1 : null);
    }

    private static bool Touch(Passage a, Passage b)
    {
        if (a.Article != b.Article)
            return false;
        var (first, second) = a.Span <= b.Span ? (a.Span, b.Span) : (b.Span, a.Span);
        return second.Start <= first.End || string.IsNullOrWhiteSpace(a.Article.Text[first.End..second.Start]);
    }
}
