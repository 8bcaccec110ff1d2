namespace QaBot.Articles;

/// <summary>What a reader takes out of a file of its format, or the reason why it cannot.</summary>
/// <param name="Text">The article's text.</param>
/// <param name="Blocks">In order, without overlap, only white space between them.</param>
public sealed record ArticleContent(string Text, IReadOnlyList<ArticleBlock> Blocks)
{
    public string? Title { get; init; }

    public string? Author { get; init; }

    public string? Publisher { get; init; }

    public string? Date { get; init; }

    /// <summary>Why the file cannot be read, in one sentence; null when it could.</summary>
    public string? Problem { get; private init; }

    public static ArticleContent Failure(string problem) => new("", []) { Problem = problem };
}
