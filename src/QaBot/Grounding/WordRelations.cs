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

    private const int MostSenses = 6;

    private static readonly Dictionary<string, Word> s_words = Read();

    private static readonly Word s_unknown = new();

    /// <summary>What is known of a word; an empty one for words that nothing is known of.</summary>
    public static Word Of(string stem) => s_words.GetValueOrDefault(stem, s_unknown);

    public static string[] OppositesOf(string stem) => Of(stem).Opposites;

    /// <summary>True for a word that is in use as something else than a name.</summary>
    public static bool IsCommon(string stem) => s_words.TryGetValue(stem, out var word) && (word.Senses.Length > 0 || word.MoreGeneral.Length > 0);

    public static string Stem(ReadOnlySpan<char> word)
    {
        Span<char> buffer = stackalloc char[word.Length + 1];
        word.CopyTo(buffer);
        return buffer[..EnglishStemmer.Stem(buffer, word.Length)].ToString();
    }

    private static Dictionary<string, Word> Read()
    {
        using var stream = typeof(WordRelations).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var reader = new StreamReader(stream);
        var words = new Dictionary<string, Word>(20_000, StringComparer.Ordinal);
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
                        Entry(stem).Senses = [.. Entry(stem).Senses, sense];
                    break;
                case '!':
                    Entry(stems[0]).Opposites = [.. Entry(stems[0]).Opposites, stems[1]];
                    Entry(stems[1]).Opposites = [.. Entry(stems[1]).Opposites, stems[0]];
                    break;
                default:
                    Entry(stems[0]).MoreGeneral = stems[1..];
                    break;
            }
        }

        // A word of so many senses is like nearly any other in one of them.
        foreach (var word in words.Values.Where(word => word.Senses.Length > MostSenses))
            word.Senses = [];
        return words;

        Word Entry(string stem) => words.TryGetValue(stem, out var word) ? word : words[stem] = new Word();
    }

    /// <summary>One stem's relations, as stems.</summary>
    internal sealed class Word
    {
        /// <summary>Numbers of its senses; two words with a number in common say the same in some sense.</summary>
        public int[] Senses { get; set; } = [];

        public string[] Opposites { get; set; } = [];

        /// <summary>Words for the kind of thing that this is one of ("pistol": "gun").</summary>
        public string[] MoreGeneral { get; set; } = [];
    }
}
