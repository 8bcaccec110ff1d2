namespace QaBot.Answering;

/// <summary>The words that tell what kind of answer a question wants, for finding the one that a misspelt word was meant to be.</summary>
/// <remarks>
/// No article's words: what a corpus knows of spelling does not help. One slip is put right, a letter left out or two that changed places, where
/// the first letter is right and it leads to one of them only; a letter too many makes words of their own ("wheat").
/// </remarks>
internal static class QuestionWords
{
    private static readonly string[] s_words =
        ["who", "whom", "whose", "what", "when", "where", "why", "how", "which", "give", "quién", "quien", "qué", "cuándo", "cuando", "dónde", "donde", "cuánto", "cuántos", "cuántas"];

    /// <summary>The word that was meant; null for none or several.</summary>
    public static string? FindSimilar(string typed)
    {
        var word = typed.ToLowerInvariant();
        var found = s_words.Where(known => word.Length > 1 && word[0] == known[0] && IsOneSlipAway(word, known)).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    private static bool IsOneSlipAway(string typed, string known) =>
        typed.Length == known.Length
            ? Enumerable.Range(0, typed.Length - 1).Any(i => typed[i] != typed[i + 1] && $"{typed[..i]}{typed[i + 1]}{typed[i]}{typed[(i + 2)..]}" == known)
            : typed.Length + 1 == known.Length && Enumerable.Range(0, known.Length).Any(i => known.Remove(i, 1) == typed);
}
