using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QaBot.Articles;
using QaBot.Passages;

namespace QaBot.Web.Sources;

/// <summary><c>/sources?q=&amp;p=</c>: the articles that answers are made from, and the files that could not be read.</summary>
public sealed class IndexModel(LiveCorpus corpus) : PageModel
{
    public const int PageSize = 100;

    private const int MaxSearch = 200;

    /// <summary>The words that the listed articles have in their metadata; empty for all.</summary>
    public string Search { get; private set; } = "";

    /// <summary>Why the list is missing or out of date; null when it is neither.</summary>
    public string? Problem { get; private set; }

    public bool IsIndexed { get; private set; }

    public int Total { get; private set; }

    public int Found { get; private set; }

    public int PassageCount { get; private set; }

    /// <summary>From 1.</summary>
    public int PageNumber { get; private set; }

    public int PageCount { get; private set; }

    public IReadOnlyList<(Article Article, int Passages)> Articles { get; private set; } = [];

    public IReadOnlyList<IndexedFile> Failures { get; private set; } = [];

    public void OnGet([FromQuery(Name = "q")] string? search, [FromQuery(Name = "p")] string? page)
    {
        Search = (search is { Length: > MaxSearch } ? search[..MaxSearch] : search ?? "").Trim();
        Problem = corpus.Problem;
        if (corpus.Current is not { } current)
            return;

        var words = Search.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var found = current.Articles.Where(article => words.All(word => Mentions(article, word))).ToList();
        var passages = current.Report.Files.ToDictionary(file => file.Name, file => file.Passages, StringComparer.Ordinal);
        (IsIndexed, Total, Found, PassageCount) = (true, current.Articles.Count, found.Count, current.Passages.Count);
        PageCount = Math.Max(1, (Found + PageSize - 1) / PageSize);
        PageNumber = Math.Clamp(QuoteRange.Number(page) ?? 1, 1, PageCount);
        Articles = [.. found.Skip((PageNumber - 1) * PageSize).Take(PageSize).Select(article => (article, passages.GetValueOrDefault(article.Name)))];
        Failures = [.. current.Report.Failures.Where(file => words.All(word => file.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))];
    }

    /// <summary>The address of another page of the same list.</summary>
    public string UrlOf(int page) =>
        string.Create(CultureInfo.InvariantCulture, $"{ArticleUrl.Root}?{(Search.Length == 0 ? "" : $"q={Uri.EscapeDataString(Search)}&")}p={page}");

    private static bool Mentions(Article article, string word) =>
        new[] { article.Name, article.Title, article.Author, article.Publisher, article.Date }
            .Any(value => value?.Contains(word, StringComparison.OrdinalIgnoreCase) == true);
}
