namespace QaBot.Articles;

/// <summary>
/// A source document as it was read: its text, unchanged, and what the document itself states about itself.
/// Immutable and safe to share between threads.
/// </summary>
/// <remarks>
/// For txt and md, <see cref="Text"/> is the decoded file, with no newline or Unicode normalisation; for html, docx and
/// pdf it is the text taken out of the file. Every offset in QaBot counts UTF-16 units of it.
/// </remarks>
public sealed class Article
{
    /// <summary>Path relative to the corpus folder, with <c>/</c>; unique in a corpus, compared ordinally.</summary>
    public required string Name { get; init; }

    public required string Text { get; init; }

    /// <summary>SHA-256 of the file's bytes, in lower-case hexadecimal.</summary>
    public required string ContentHash { get; init; }

    /// <summary>As the document or the catalog states it; null when neither does.</summary>
    public string? Title { get; init; }

    public string? Author { get; init; }

    public string? Publisher { get; init; }

    /// <summary>As written in the document, not parsed.</summary>
    public string? Date { get; init; }

    /// <summary>Other names that the catalog gives for the article or who stands behind it, for questions that name a source.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The text's parts in order, without overlap; what lies between them is white space.</summary>
    public required IReadOnlyList<ArticleBlock> Blocks { get; init; }

    /// <summary>What to call the article in a sentence: its title, else who wrote or published it with its file name, else its file name.</summary>
    public string DisplayName => Title ?? (string.Join(", ", new[] { Author, Publisher }.OfType<string>()) is { Length: > 0 } by ? $"{by} ({Name})" : Name);

    public override string ToString() => Name;
}
