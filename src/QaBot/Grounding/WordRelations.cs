using QaBot.Retrieval;

namespace QaBot.Grounding;

/// <summary>Which English words say the same, the opposite, or something more general, by stemmed word. Immutable.</summary>
/// <remarks>
/// From the first senses of WordNet (Miller, "WordNet: A Lexical Database for English", 1995), as <c>tests/tools/make-word-relations.py</c> writes
/// them to <c>word-relations.tsv</c>.
/// </remarks>
internal static class WordRelations
{
    private const string Resource = "QaBot.Grounding.word-relations.tsv";

    private const int MostSenses = 9;

    private static readonly Dictionary<string, int[]> s_same = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, string[]> s_opposite = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, string[]> s_general = new(StringComparer.Ordinal);

    static WordRelations() => Read();

    /// <summary>Numbers of the senses that the word has; two words with a number in common say the same in some sense.</summary>
    public static int[] SensesOf(string stem) => s_same.GetValueOrDefault(stem, []);

    public static string[] OppositesOf(string stem) => s_opposite.GetValueOrDefault(stem, []);

    /// <summary>Words for the kind of thing that this is one of ("pistol": "gun").</summary>
    public static string[] MoreGeneralThan(string stem) => s_general.GetValueOrDefault(stem, []);

    /// <summary>True for a word that is in use as something else than a name.</summary>
    public static bool IsCommon(string stem) => s_same.ContainsKey(stem) || s_general.ContainsKey(stem);

    public static string Stem(ReadOnlySpan<char> word)
    {
        Span<char> buffer = stackalloc char[word.Length + 1];
        word.CopyTo(buffer);
        return buffer[..EnglishStemmer.Stem(buffer, word.Length)].ToString();
    }

    private static void Read()
    {
        using var stream = typeof(WordRelations).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var reader = new StreamReader(stream);
        var (same, opposite) = (new Dictionary<string, List<int>>(StringComparer.Ordinal), new Dictionary<string, List<string>>(StringComparer.Ordinal));
        var sense = 0;
        while (reader.ReadLine() is { } line)
        {
            if (line[0] == '#')
                continue;
            var stems = Array.ConvertAll(line[2..].Split(' ', '\t'), word => Stem(word));
            switch (line[0])
            {
                case '=':
                    sense++;
                    foreach (var stem in stems)
                        Of(same, stem).Add(sense);
                    break;
                case '!':
                    Of(opposite, stems[0]).Add(stems[1]);
                    Of(opposite, stems[1]).Add(stems[0]);
                    break;
                default:
                    s_general[stems[0]] = stems[1..];
                    break;
            }
        }

        // A word of so many senses is like nearly any other in one of them.
        foreach (var (stem, senses) in same)
            s_same[stem] = senses.Count <= MostSenses ? [.. senses] : [];
        foreach (var (stem, others) in opposite)
            s_opposite[stem] = [.. others];
    }

    private static List<T> Of<T>(Dictionary<string, List<T>> lists, string stem) => lists.TryGetValue(stem, out var list) ? list : lists[stem] = [];
}
