namespace QaBot.Retrieval;

/// <summary>Receives the tokens of a text without a string for each.</summary>
internal interface ITokenVisitor
{
    /// <param name="term">Valid during the call only.</param>
    /// <param name="start">First UTF-16 unit of the word.</param>
    /// <param name="end">Its end, exclusive.</param>
    void Visit(scoped ReadOnlySpan<char> term, int start, int end, bool isStopWord);
}
