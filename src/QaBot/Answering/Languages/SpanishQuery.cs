using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using QaBot.Retrieval;

namespace QaBot.Answering.Languages;

/// <summary>
/// Makes a Spanish question searchable in English articles without a model: a small dictionary of common words and beginnings of
/// words, then regular cognates ("-ción" → "-tion") that the corpus really has. Names and numbers pass as they are. Thread-safe.
/// </summary>
/// <remarks>Words of the question that the corpus knows are kept too, so that a Spanish corpus is searched in Spanish.</remarks>
public sealed partial class SpanishQuery(Analyzer analyzer, ICorpusStatistics statistics)
{
    private const int ShortestBeginning = 3;

    private static readonly Lazy<(Dictionary<string, string> Words, Dictionary<string, string> Beginnings)> s_dictionary = new(Load);

    private static readonly (string Spanish, string English)[] s_cognates =
    [
        ("ciones", "tions"), ("cion", "tion"), ("siones", "sions"), ("sion", "sion"), ("idades", "ities"), ("idad", "ity"), ("dad", "ty"), ("mente", "ly"),
        ("encia", "ence"), ("encia", "ency"), ("ancia", "ance"), ("ario", "ary"), ("aria", "ary"), ("ivo", "ive"), ("iva", "ive"), ("ico", "ic"), ("ica", "ic"), ("ico", "ical"), ("ica", "ical"),
        ("ismo", "ism"), ("ista", "ist"), ("oso", "ous"), ("osa", "ous"), ("ador", "ator"), ("ia", "y"), ("io", "y"), ("ado", "ate"), ("ada", "ate"), ("ar", "ate"), ("o", "e"), ("o", ""), ("a", ""), ("a", "e"), ("e", ""),
    ];

    /// <summary>The question as English search words, with its question word in English first, so that the type of its answer shows.</summary>
    public string Translate(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var english = new List<string>();
        if (QuestionWord(question) is { } word)
            english.Add(word);
        foreach (Match match in Word().Matches(question))
        {
            if (IsCapitalisedInside(question, match) || char.IsDigit(match.Value[0]))
                english.Add(match.Value);
            else if (!s_function.Contains(Fold(match.Value)))
                english.AddRange(Translations(match.Value));
        }

        return string.Join(' ', english);
    }

    private IEnumerable<string> Translations(string word)
    {
        var folded = Fold(word);
        if (Lookup(folded) is { } entry)
        {
            foreach (var translation in entry.Split(' '))
                yield return translation;
        }
        else if (s_cognates.Where(pair => folded.EndsWith(pair.Spanish, StringComparison.Ordinal)).Select(pair => folded[..^pair.Spanish.Length] + pair.English).FirstOrDefault(IsKnown) is { } cognate)
        {
            yield return cognate;
        }

        if (IsKnown(word))
            yield return word;
    }

    private bool IsKnown(string word) => analyzer.Analyze(word) is [{ IsStopWord: false } token] && statistics.DocumentFrequency(token.Term) > 0;

    private static string? Lookup(string folded)
    {
        var (words, beginnings) = s_dictionary.Value;
        if (words.TryGetValue(folded, out var whole))
            return whole;
        for (var length = folded.Length; length >= ShortestBeginning; length--)
        {
            if (beginnings.TryGetValue(folded[..length], out var begun))
                return begun;
        }

        return null;
    }

    private static string? QuestionWord(string question) => s_questionWords.FirstOrDefault(pair => pair.Pattern.IsMatch(Fold(question))).English;

    private static bool IsCapitalisedInside(string question, Match word) =>
        char.IsUpper(word.Value[0]) && (word.Value.Skip(1).Any(char.IsUpper) || question[..word.Index].Any(char.IsLetter));

    private static string Fold(string text)
    {
        Span<char> folded = stackalloc char[UnicodeFolding.MaxExpansion];
        var result = new StringBuilder(text.Length);
        foreach (var character in text)
            result.Append(folded[..UnicodeFolding.Fold(character, folded)]);
        return result.ToString();
    }

    private static (Dictionary<string, string>, Dictionary<string, string>) Load()
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        var beginnings = new Dictionary<string, string>(StringComparer.Ordinal);
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("QaBot.Answering.Languages.spanish-english.tsv")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split('\t') is not [var spanish, var english] || spanish.StartsWith('#'))
                continue;
            if (spanish.EndsWith('*'))
                beginnings.TryAdd(spanish[..^1], english);
            else
                words.TryAdd(spanish, english);
        }

        return (words, beginnings);
    }

    private static readonly HashSet<string> s_function = new(StringComparer.Ordinal)
    {
        "el", "la", "los", "las", "un", "una", "unos", "unas", "de", "del", "al", "a", "que", "y", "e", "o", "u", "en", "es", "son", "fue", "fueron", "era", "eran", "ser", "sido", "por", "para", "con", "sin",
        "segun", "cual", "cuales", "cuando", "cuanto", "cuanta", "cuantos", "cuantas", "como", "donde", "quien", "quienes", "se", "su", "sus", "ha", "han", "hay", "habia", "haber", "esta", "este", "esto", "estos", "estas",
        "estan", "estaba", "lo", "le", "les", "me", "te", "nos", "mi", "tu", "no", "si", "mas", "muy", "pero", "sobre", "entre", "desde", "hasta", "contra", "tambien", "ya", "porque", "e", "ni", "durante", "tras",
        "algun", "alguna", "todo", "todos", "toda", "todas", "dime", "di", "puede", "puedes", "pueden",
    };

    private static readonly (Regex Pattern, string English)[] s_questionWords =
    [
        (MuchMoney(), "how much money"), (HowMany(), "how many"), (When(), "when"), (Where(), "where"), (Who(), "who"), (Why(), "why"), (Which(), "which"), (What(), "what"), (How(), "how"),
    ];

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:[-'’.,][\p{L}\p{N}]+)*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\bcuanto (?:dinero|cuesta|costo|gasto)")]
    private static partial Regex MuchMoney();

    [GeneratedRegex(@"\bcuant[oa]s?\b")]
    private static partial Regex HowMany();

    [GeneratedRegex(@"\bcuando\b|\ben que (?:ano|fecha|mes|dia)\b")]
    private static partial Regex When();

    [GeneratedRegex(@"\b(?:a)?donde\b")]
    private static partial Regex Where();

    [GeneratedRegex(@"\bquien(?:es)?\b")]
    private static partial Regex Who();

    [GeneratedRegex(@"\bpor que\b")]
    private static partial Regex Why();

    [GeneratedRegex(@"\bcual(?:es)?\b")]
    private static partial Regex Which();

    [GeneratedRegex(@"\bque\b")]
    private static partial Regex What();

    [GeneratedRegex(@"\bcomo\b")]
    private static partial Regex How();
}
