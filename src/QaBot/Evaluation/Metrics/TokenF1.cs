using System.Text.RegularExpressions;

namespace QaBot.Evaluation.Metrics;

/// <summary>The harmonic mean of precision and recall of an answer's words against an accepted answer, the best over all accepted ones.</summary>
/// <remarks>
/// Rajpurkar et al., SQuAD, 2016, with its normalisation: lower case; ASCII punctuation and the words a, an, the left out; words as a multiset.
/// Extracts are sentences and accepted answers often a word, so for them the figure is low by nature; it serves to compare runs.
/// </remarks>
public static partial class TokenF1
{
    /// <param name="shown">Without markers; empty for a refusal.</param>
    /// <returns>0 to 1; 0 with no accepted answer.</returns>
    public static double Of(string shown, IEnumerable<string> accepted)
    {
        var words = Words(shown);
        return accepted.Select(answer => Of(words, Words(answer))).DefaultIfEmpty(0).Max();
    }

    private static double Of(List<string> shown, List<string> accepted)
    {
        if (shown.Count == 0 || accepted.Count == 0)
            return shown.Count == accepted.Count ? 1 : 0;
        var counts = accepted.CountBy(word => word).ToDictionary();
        var common = shown.CountBy(word => word).Sum(word => Math.Min(word.Value, counts.GetValueOrDefault(word.Key)));
        return 2.0 * common / (shown.Count + accepted.Count);
    }

    private static List<string> Words(string text) =>
        [.. Articles().Replace(Punctuation().Replace(text.ToLowerInvariant(), ""), " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    [GeneratedRegex(@"[!-/:-@\[-`{-~]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"\b(?:a|an|the)\b")]
    private static partial Regex Articles();
}
