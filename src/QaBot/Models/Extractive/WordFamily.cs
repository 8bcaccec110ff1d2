namespace QaBot.Models.Extractive;

/// <summary>Whether two stemmed words are of one family, though of different parts of speech: "invade" and "invasion". Without state.</summary>
internal static class WordFamily
{
    private const int ShortestRoot = 4;

    /// <summary>Share of the longer word that the common root takes.</summary>
    private const double RootShare = 0.6;

    private static readonly HashSet<string> s_endings = new(StringComparer.Ordinal)
    {
        "", "e", "s", "y", "i", "o", "d", "t", "al", "ar", "er", "or", "es", "ic", "is", "an", "th", "us", "um", "ly",
        "ity", "ion", "ive", "ist", "ism", "ize", "ise", "ian", "ial", "ous", "ate", "ant", "ent", "ful", "age", "ary", "ory", "ure", "ish",
        "sion", "tion", "ment", "anc", "enc", "abl", "ibl", "less", "ness", "ship", "ious", "ation", "ition", "ific", "ifi",
    };

    /// <summary>True for two different words that differ in nothing but an ending.</summary>
    public static bool AreRelated(string a, string b)
    {
        var root = a.AsSpan().CommonPrefixLength(b);
        return root >= ShortestRoot && root >= RootShare * Math.Max(a.Length, b.Length)
            && s_endings.Contains(a[root..]) && s_endings.Contains(b[root..]);
    }
}
