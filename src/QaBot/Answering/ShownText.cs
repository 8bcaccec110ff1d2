using System.Text.RegularExpressions;

namespace QaBot.Answering;

/// <summary>
/// Makes words that come from elsewhere fit to stand in an answer, where <c>[n]</c> is a citation and nothing else: articles have
/// reference marks of their own, and questions and file names may look like markers.
/// </summary>
internal static partial class ShownText
{
    /// <summary>A claim's words: the reference marks of the article that they were copied from would be citations of something else here.</summary>
    public static string OfClaim(string words) => ReferenceMark().Replace(EvidenceMarkup.ReplaceIllegal(words), "");

    /// <summary>Words that are no claim: they keep their numbers, in other brackets.</summary>
    public static string OfOthers(string words) => Marker().Replace(EvidenceMarkup.ReplaceIllegal(words), "($1)");

    /// <summary>At most <paramref name="length"/> UTF-16 units, the ellipsis included, cut between words where there are any.</summary>
    public static string Shorten(string words, int length)
    {
        if (words.Length <= length)
            return words;
        const string ellipsis = " …";
        var most = length - ellipsis.Length;
        var end = words.LastIndexOf(' ', most) is > 0 and var space ? space : char.IsHighSurrogate(words[most - 1]) ? most - 1 : most;
        return string.Concat(words.AsSpan(0, end), ellipsis);
    }

    [GeneratedRegex(@"[ \u00A0]?\[[0-9]{1,3}\]")]
    private static partial Regex ReferenceMark();

    [GeneratedRegex(@"\[([0-9]{1,3})\]")]
    private static partial Regex Marker();
}
