namespace QaBot.Articles;

/// <summary>Splits running text into sentences. Thread-safe and without state.</summary>
public static class SentenceSplitter
{
    /// <returns>
    /// The sentences within <paramref name="range"/> in order, without white space at their ends; together they hold every
    /// character of the range that is not white space. Splitting a sentence again gives that sentence.
    /// </returns>
    public static IReadOnlyList<TextSpan> Split(string text, TextSpan range) => throw new NotImplementedException();

    public static IReadOnlyList<TextSpan> Split(string text) => Split(text, new TextSpan(0, text?.Length ?? 0));
}
