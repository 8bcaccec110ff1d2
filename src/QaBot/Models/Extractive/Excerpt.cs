using System.Text.RegularExpressions;
using QaBot.Articles;
using QaBot.Grounding;

namespace QaBot.Models.Extractive;

/// <summary>Cuts what a question is about out of a sentence that is too long to read. Thread-safe and without state.</summary>
internal static partial class Excerpt
{
    /// <summary>A sentence up to this length, in characters, stays whole.</summary>
    private const int LongSentence = 250;

    private const int LongestExcerpt = 230;

    /// <summary>How much, beside the words in common, a character more or less counts: with the same words, the longer excerpt.</summary>
    private const double PerCharacter = 0.0001;

    /// <summary>The run of clauses with most of what the question and the sentence share, and with as much around it as there is room for.</summary>
    /// <param name="matched">Words of the sentence that the question has too.</param>
    /// <returns>Null when the sentence is to stay whole: it is not long, has no such run, or would no longer say who says so or on what condition.</returns>
    public static TextSpan? Of(string sentence, IReadOnlyList<MatchedWord> matched)
    {
        if (sentence.Length <= LongSentence)
            return null;
        TextSpan? best = null;
        var most = 0.0;
        foreach (var run in Runs(sentence))
        {
            var weight = matched.Where(word => run.Contains(word.Span)).GroupBy(word => word.Term).Sum(group => group.Max(word => word.Weight)) * (1 + (run.Length * PerCharacter));
            if (weight > most && !IsSaidOtherwise(sentence, run))
                (most, best) = (weight, run);
        }

        return best;
    }

    /// <summary>For each clause the longest run that begins with it.</summary>
    private static IEnumerable<TextSpan> Runs(string sentence)
    {
        var boundaries = ClauseBoundary().Matches(sentence);
        List<int> starts = [0, .. boundaries.Select(boundary => boundary.Index + boundary.Length)];
        List<int> ends = [.. boundaries.Select(boundary => boundary.Index), sentence.Length];
        foreach (var start in starts)
        {
            var end = ends.FindLast(end => end - start <= LongestExcerpt);
            if (end > start && IsBalanced(sentence.AsSpan(start, end - start)))
                yield return new TextSpan(start, end);
        }
    }

    private static bool IsBalanced(ReadOnlySpan<char> run) => run.Count('(') == run.Count(')');

    /// <summary>Whether a word outside of the run makes it an allegation, a plan or a condition.</summary>
    private static bool IsSaidOtherwise(string sentence, TextSpan run) =>
        Word().Matches(sentence).Where(word => word.Index < run.Start || word.Index >= run.End).Select(word => word.Value.ToLowerInvariant())
            .Any(word => Lexicon.Alleging.Contains(word) || Lexicon.Conditional.Contains(word) || word is "if" or "unless");

    /// <summary>Where one clause ends and another begins, with the word that joins them.</summary>
    [GeneratedRegex(@"(?:[;:,]\s+|\s?—\s?|\s[–-]\s)(?:(?:and|but)\s)?|\s+(?=(?:which|who|where|while|whereas|although|though|because|when)\s)", RegexOptions.CultureInvariant)]
    private static partial Regex ClauseBoundary();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();
}
