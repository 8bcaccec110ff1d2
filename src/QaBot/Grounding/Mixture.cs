using System.Text.RegularExpressions;

namespace QaBot.Grounding;

/// <summary>Looks for a part of a claim that takes its names and numbers from several articles, of which none says it.</summary>
internal static partial class Mixture
{
    /// <summary>A part of fewer words that carry meaning belongs to its neighbour ("Ann and Bob …").</summary>
    private const int FewWords = 3;

    public static Objection? In(Statement claim, IReadOnlyList<Comparison> articles)
    {
        foreach (var part in Parts(claim))
        {
            var marks = part.Where(word => word.IsName || word.MayBeName || word.IsNumber).Where(word => articles.Any(article => article.IsKnown(word))).ToList();
            if (part.Count >= FewWords && marks.Count > 1 && !articles.Any(article => marks.TrueForAll(article.IsKnown)))
                return new Objection(ObjectionKind.Mixture, GroundingVerdict.Partial, $"No article by itself says this of “{marks[0].Surface}” and “{marks[^1].Surface}”.");
        }

        return null;
    }

    /// <summary>The content words between conjunctions and stops.</summary>
    private static IEnumerable<List<StatementWord>> Parts(Statement claim)
    {
        var part = new List<StatementWord>();
        var end = 0;
        foreach (var word in claim.Content)
        {
            if (part.Count >= FewWords && Joint().IsMatch(claim.Text[end..word.Span.Start]))
            {
                yield return part;
                part = [];
            }

            part.Add(word);
            end = word.Span.End;
        }

        yield return part;
    }

    [GeneratedRegex(@"[,;:–—()]|\b(?:and|but|while|whereas|although|though|yet|or|y|pero|mientras|aunque)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Joint();
}
