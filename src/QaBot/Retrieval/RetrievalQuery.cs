namespace QaBot.Retrieval;

/// <param name="Text">What is searched, in natural language; phrases in double quotes must occur as they stand.</param>
/// <param name="Top">How many passages at the most; at least 1.</param>
public sealed record RetrievalQuery(string Text, int Top = 20)
{
    /// <summary>Names of the only articles to search; null for all.</summary>
    public IReadOnlySet<string>? Articles { get; init; }
}
