using QaBot.Articles;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Articles;

/// <summary>The repository's own articles.</summary>
public static class Seeds
{
    public static string Path => RepositoryFiles.Seeds;

    public static IEnumerable<string> Files => Directory.EnumerateFiles(Path, "*.txt").Order(StringComparer.Ordinal);

    /// <summary>The article whose file name starts with a number like "004".</summary>
    public static async Task<Article> ReadAsync(string number)
    {
        var path = Files.Single(file => System.IO.Path.GetFileName(file).StartsWith(number, StringComparison.Ordinal));
        var reading = await new TextArticleReader().ReadAsync(System.IO.Path.GetFileName(path), await File.ReadAllBytesAsync(path));
        return reading.Article!;
    }
}
