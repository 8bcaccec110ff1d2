using System.Security.Cryptography;

namespace QaBot.Articles;

/// <summary>Reads files of one format. Thread-safe.</summary>
public abstract class ArticleReader
{
    /// <summary>File name extensions in lower case, with their period.</summary>
    public abstract IReadOnlyList<string> Extensions { get; }

    /// <summary>True when <see cref="Article.Text"/> is the decoded file itself, so that reading it costs no more than decoding.</summary>
    public virtual bool IsPlainText => false;

    /// <summary>Reads an article from a file's bytes; a file that is none comes back as a failure with the reason.</summary>
    public async ValueTask<ArticleReading> ReadAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (bytes.IsEmpty)
            return ArticleReading.Failure("The file is empty.");
        var content = await ReadContentAsync(bytes, cancellationToken);
        if (content.Problem is { } problem)
            return ArticleReading.Failure(problem);
        if (string.IsNullOrWhiteSpace(content.Text))
            return ArticleReading.Failure("The file holds no text.");
        return ArticleReading.Success(new Article
        {
            Name = name,
            Text = content.Text,
            ContentHash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span)),
            Title = content.Title,
            Author = content.Author,
            Publisher = content.Publisher,
            Date = content.Date,
            Blocks = content.Blocks,
        });
    }

    /// <summary>Never throws for what the bytes are: a malformed file is a content with its problem.</summary>
    protected abstract ValueTask<ArticleContent> ReadContentAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);
}
