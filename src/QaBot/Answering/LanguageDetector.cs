using System.Text.RegularExpressions;

namespace QaBot.Answering;

/// <summary>Tells the language of a question by its function words; English when in doubt. Thread-safe and without state.</summary>
public static partial class LanguageDetector
{
    private static readonly HashSet<string> s_spanish = new(StringComparer.OrdinalIgnoreCase)
    {
        "el", "la", "los", "las", "un", "una", "de", "del", "al", "que", "qué", "y", "en", "es", "son", "fue", "fueron", "por", "para", "con", "según",
        "cuál", "cuáles", "cuándo", "cuánto", "cuánta", "cuántos", "cuántas", "cuanto", "cuantos", "cuantas", "cuando", "cómo", "como", "dónde", "donde",
        "quién", "quiénes", "quien", "hola", "gracias", "buenos", "buenas", "tienes", "tiene", "hay", "puedes", "sobre", "se", "su", "sus", "ha", "han", "hizo", "está", "resume", "dice", "dicen",
    };

    private static readonly HashSet<string> s_english = new(StringComparer.OrdinalIgnoreCase)
    {
        "the", "a", "an", "of", "to", "and", "in", "is", "are", "was", "were", "did", "do", "does", "what", "when", "where", "who", "why", "how", "which",
        "that", "for", "with", "about", "hi", "hello", "thanks", "have", "has", "can", "you", "on", "by", "from", "it", "say", "tell", "me", "be", "should",
    };

    public static ReplyLanguage Detect(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().ContainsAny('¿', '¡'))
            return ReplyLanguage.Spanish;
        var (spanish, english) = (0, 0);
        foreach (var word in Word().EnumerateMatches(text))
        {
            var lookup = text.Substring(word.Index, word.Length);
            spanish += s_spanish.Contains(lookup) ? 1 : 0;
            english += s_english.Contains(lookup) ? 1 : 0;
        }

        return spanish > english ? ReplyLanguage.Spanish : ReplyLanguage.English;
    }

    /// <param name="locale">A BCP 47 tag ("es-MX"); English for null and for languages that QaBot has no words in.</param>
    public static ReplyLanguage OfLocale(string? locale) =>
        locale is not null && (locale.Equals("es", StringComparison.OrdinalIgnoreCase) || locale.StartsWith("es-", StringComparison.OrdinalIgnoreCase))
            ? ReplyLanguage.Spanish
            : ReplyLanguage.English;

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();
}
