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
    private const int MostTranslations = 2;

    private static readonly Lazy<(Dictionary<string, string> Words, Dictionary<string, string> Beginnings)> s_dictionary = new(Load);

    private static readonly (string Spanish, string English)[] s_cognates =
    [
        ("ciones", "tions"), ("cion", "tion"), ("siones", "sions"), ("sion", "sion"), ("idades", "ities"), ("idad", "ity"), ("dad", "ty"), ("mente", "ly"),
        ("encia", "ence"), ("encia", "ency"), ("ancia", "ance"), ("ario", "ary"), ("aria", "ary"), ("ivo", "ive"), ("iva", "ive"), ("ico", "ic"), ("ica", "ic"), ("ico", "ical"), ("ica", "ical"),
        ("ilo", "yl"), ("ina", "ine"), ("ina", "in"), ("ismo", "ism"), ("ista", "ist"), ("oso", "ous"), ("osa", "ous"), ("ador", "ator"), ("ia", "y"), ("io", "y"), ("ado", "ate"), ("ada", "ate"), ("ar", "ate"), ("o", "e"), ("o", ""), ("a", ""), ("a", "e"), ("e", ""),
    ];

    /// <summary>The question as English search words, with its question word in English first, so that the type of its answer shows; as it is where no word of it can be found.</summary>
    public string Translate(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var asked = question;
        var english = new List<string>();
        if (QuestionWord(question) is { } word)
            english.Add(word);
        question = TranslateNames(Age().Replace(question, " "));
        foreach (Match match in Word().Matches(question))
        {
            if (char.IsDigit(match.Value[0]) || s_englishNameWords.Contains(match.Value) || (IsCapitalisedInside(question, match) && (IsKnown(match.Value) || Lookup(Fold(match.Value)) is null)))
                english.Add(match.Value);
            else if (!s_function.Contains(Fold(match.Value)))
                english.AddRange(Translations(match.Value));
        }

        return english.Count > 0 ? string.Join(' ', english) : asked;
    }

    private IEnumerable<string> Translations(string word)
    {
        var folded = Fold(word);
        if (Lookup(folded) is { } entry)
        {
            var translations = entry.Split(' ');
            // Words that no article has only make it look as if the articles did not answer.
            var useful = translations.Where(translation => IsKnown(translation) || IsStopWord(translation)).OrderByDescending(Frequency).Take(MostTranslations).ToList();
            foreach (var translation in useful.Count > 0 ? useful : translations.Take(1))
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

    private int Frequency(string word) => analyzer.Analyze(word).Max(token => statistics.DocumentFrequency(token.Term));

    private bool IsStopWord(string word) => analyzer.Analyze(word) is [{ IsStopWord: true }];

    /// <summary>Names of countries and of bodies that have one of their own in each language, as the corpus writes them.</summary>
    private string TranslateNames(string question)
    {
        foreach (var (spanish, english) in s_names)
            question = spanish.Replace(question, _ => english.MaxBy(name => analyzer.Analyze(name).Min(token => statistics.DocumentFrequency(token.Term)))!);
        return question;
    }

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
        (MuchMoney(), "how much money"), (HowOld(), "how old"), (HowMany(), "how many"), (HowMuch(), "how much"), (When(), "when"), (Where(), "where"), (Who(), "who"), (Why(), "why"), (Which(), "which"), (What(), "what"), (How(), "how"),
    ];

    private static readonly (Regex Spanish, string[] English)[] s_names =
    [
        .. new (string, string[])[]
        {
            (@"(?:los\s+)?Estados\s+Unidos|EE\.?\s?UU\.?", ["US", "United States", "America"]), ("Reino Unido", ["UK", "United Kingdom", "Britain"]), ("Gran Bretaña", ["Britain"]),
            ("Inglaterra", ["England"]), ("Escocia", ["Scotland"]), ("Irlanda", ["Ireland"]), ("Alemania", ["Germany"]), ("Francia", ["France"]), ("España", ["Spain"]), ("Italia", ["Italy"]),
            ("Suiza", ["Switzerland"]), ("Suecia", ["Sweden"]), ("Noruega", ["Norway"]), ("Dinamarca", ["Denmark"]), ("Finlandia", ["Finland"]), ("Bélgica", ["Belgium"]), ("Países Bajos", ["Netherlands"]),
            ("Polonia", ["Poland"]), ("Hungría", ["Hungary"]), ("Grecia", ["Greece"]), ("Turquía", ["Turkey"]), ("Rusia", ["Russia"]), ("Ucrania", ["Ukraine"]), ("Japón", ["Japan"]),
            ("Corea del Norte", ["North Korea"]), ("Corea del Sur", ["South Korea"]), ("Filipinas", ["Philippines"]), ("Egipto", ["Egypt"]), ("Marruecos", ["Morocco"]), ("Sudáfrica", ["South Africa"]),
            ("Arabia Saudita", ["Saudi Arabia"]), ("Irak", ["Iraq"]), ("Siria", ["Syria"]), ("Brasil", ["Brazil"]), ("Naciones Unidas|ONU", ["UN", "United Nations"]), ("Unión Europea", ["EU", "European Union"]),
            ("América Latina|Latinoamérica", ["Latin America"]), ("Casa Blanca", ["White House"]), ("[Aa]rmas? de fuego", ["firearms", "weapons", "guns"]), ("[Ll]avado de dinero", ["money laundering", "laundering"]),
            ("[Tt]ráfico de drogas|[Nn]arcotráfico", ["drug trafficking"]), ("[Dd]erechos humanos", ["human rights"]), ("[Ee]stado de derecho", ["rule of law"]),
            ("Nueva York", ["New York"]), ("Londres", ["London"]), ("Ciudad de México", ["Mexico City"]),
        }.Select(name => (new Regex($@"\b(?:{name.Item1})(?!\p{{L}})", RegexOptions.CultureInvariant), name.Item2)),
    ];

    private static readonly HashSet<string> s_englishNameWords = new(s_names.SelectMany(name => name.English).SelectMany(name => name.Split(' ')), StringComparer.Ordinal);

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:[-'’.,][\p{L}\p{N}]+)*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\bcuanto (?:dinero|cuesta|costo|gasto)")]
    private static partial Regex MuchMoney();

    [GeneratedRegex(@"\b(?:que edad|cuantos anos (?:ten|tien|cumpli))")]
    private static partial Regex HowOld();

    /// <summary>"How old was": neither years nor what is had.</summary>
    [GeneratedRegex(@"\b(?:qué\s+edad|cu[aá]ntos\s+años)\s+(?:ten[ií]an?|tienen?|tendr[ií]an?|cumpli[oó]|cumple)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Age();

    [GeneratedRegex(@"\bcuant[oa]s\b")]
    private static partial Regex HowMany();

    [GeneratedRegex(@"\bcuant[oa]\b")]
    private static partial Regex HowMuch();

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
