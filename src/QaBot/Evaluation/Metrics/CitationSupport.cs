namespace QaBot.Evaluation.Metrics;

/// <summary>How the citations of one answer hold: counts, whose sums over answers give citation recall and precision.</summary>
/// <param name="Claims">Claims shown.</param>
/// <param name="Supported">Those that their citations, taken together, support.</param>
/// <param name="Citations">Claim–citation pairs shown.</param>
/// <param name="Relevant">Those of a supported claim that support it by themselves or without which the others do not.</param>
/// <remarks>
/// ALCE: Gao et al., Enabling Large Language Models to Generate Text with Citations, 2023. Recall is <paramref name="Supported"/> / <paramref name="Claims"/>,
/// precision <paramref name="Relevant"/> / <paramref name="Citations"/>. There a language model judges support, here whoever is given as judge.
/// </remarks>
public sealed record CitationSupport(int Claims, int Supported, int Citations, int Relevant)
{
    /// <param name="claims">Each claim that is shown with the quotes that it cites.</param>
    /// <param name="supports">Whether quotes, taken together, support a claim; never asked without a quote.</param>
    public static CitationSupport Of(IEnumerable<(string Claim, IReadOnlyList<string> Quotes)> claims, Func<string, IReadOnlyList<string>, bool> supports)
    {
        ArgumentNullException.ThrowIfNull(supports);
        var sum = new CitationSupport(0, 0, 0, 0);
        foreach (var (claim, quotes) in claims)
        {
            var supported = quotes.Count > 0 && supports(claim, quotes);
            var relevant = supported ? Enumerable.Range(0, quotes.Count).Count(i => IsRelevant(claim, quotes, i, supports)) : 0;
            sum = new CitationSupport(sum.Claims + 1, sum.Supported + (supported ? 1 : 0), sum.Citations + quotes.Count, sum.Relevant + relevant);
        }

        return sum;
    }

    private static bool IsRelevant(string claim, IReadOnlyList<string> quotes, int i, Func<string, IReadOnlyList<string>, bool> supports)
    {
        var others = quotes.Where((_, other) => other != i).ToList();
        return others.Count == 0 || supports(claim, [quotes[i]]) || !supports(claim, others);
    }
}
