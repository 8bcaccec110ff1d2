namespace QaBot.Web.Bot;

/// <summary>What a user types to stop an answer.</summary>
public static class StopWords
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "stop", "/stop", "para", "detente", "/para", "/detente" };

    /// <returns>True for a stop word alone, with whatever punctuation; "para qué" is a question.</returns>
    public static bool Are(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Words.Contains(text.Trim().Trim('.', '!', '¡'));
    }

    /// <returns>True when the word is Spanish and no other language's.</returns>
    public static bool AreSpanish(string text) => Are(text) && !text.Contains("stop", StringComparison.OrdinalIgnoreCase);
}
