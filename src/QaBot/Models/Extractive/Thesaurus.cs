using System.Collections.Frozen;
using QaBot.Grounding;
using QaBot.Retrieval;

namespace QaBot.Models.Extractive;

/// <summary>General English by analyzed term: which words say much the same, and which say little about a question's topic. Immutable.</summary>
public sealed class Thesaurus
{
    /// <summary>Verbs and nouns so general that a passage may well answer without them.</summary>
    private const string LightWords =
        "give gave given get got gotten take took taken make made come came go went gone happen occur become became begun began call name say said tell told ask mention state describe discuss explain show provide use have held hold put set keep kept let seem appear " +
        "find know knew known think thought consider regard want need try like look work play serve act start begin end continue result lead led cause help include contain involve relate concern refer " +
        "recommend suggest propose publish write wrote written receive offer bring brought send sent turn move change different type kind sort form part way thing example case fact person people man woman " +
        "place area time year day number amount lot level role position purpose reason effect impact main major important first last new old large big small high low total many " +
        "percent percentage share currently today usually generally approximately about according most least";

    private readonly FrozenDictionary<string, int> _groups;
    private readonly FrozenSet<string> _light;

    public Thesaurus(Analyzer analyzer)
    {
        ArgumentNullException.ThrowIfNull(analyzer);
        var groups = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (words, number) in Lexicon.GroupsOfSynonyms.Select((words, i) => (words, i + 1)))
        {
            foreach (var token in words.SelectMany(analyzer.Analyze))
                groups.TryAdd(token.Term, number);
        }

        _groups = groups.ToFrozenDictionary(StringComparer.Ordinal);
        _light = analyzer.Analyze(LightWords).Select(token => token.Term).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Terms with one number say much the same; 0 for a term without synonyms.</summary>
    public int GroupOf(string term) => _groups.GetValueOrDefault(term);

    public bool IsLight(string term) => _light.Contains(term);
}
