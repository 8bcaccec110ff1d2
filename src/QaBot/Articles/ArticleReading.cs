using System.Diagnostics.CodeAnalysis;

namespace QaBot.Articles;

/// <summary>What became of one file: an article, or the reason why there is none.</summary>
public sealed class ArticleReading
{
    private ArticleReading(Article? article, string? problem)
    {
        Article = article;
        Problem = problem;
    }

    public Article? Article { get; }

    /// <summary>Why the file cannot be read, in one sentence without its name; null when it could.</summary>
    public string? Problem { get; }

    [MemberNotNullWhen(true, nameof(Article))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Article is not null;

    public static ArticleReading Success(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        return new ArticleReading(article, null);
    }

    public static ArticleReading Failure(string problem)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(problem);
        return new ArticleReading(null, problem);
    }
}
