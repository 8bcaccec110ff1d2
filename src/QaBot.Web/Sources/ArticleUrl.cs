using System.Globalization;
using QaBot.Articles;

namespace QaBot.Web.Sources;

/// <summary>The address of an article's page, root-relative.</summary>
public static class ArticleUrl
{
    public const string Root = "/sources";

    /// <param name="article">The name of the article: its path in the corpus.</param>
    public static string Of(string article)
    {
        ArgumentNullException.ThrowIfNull(article);
        return $"{Root}/{string.Join('/', article.Split('/').Select(Uri.EscapeDataString))}";
    }

    /// <summary>The page with the span highlighted; its script scrolls to it.</summary>
    public static string Of(string article, TextSpan quote) => string.Create(CultureInfo.InvariantCulture, $"{Of(article)}?start={quote.Start}&end={quote.End}");

    /// <summary>The page with the span highlighted, scrolled to without a script too.</summary>
    public static string AtQuote(string article, TextSpan quote) => Of(article, quote) + "#quote";

    /// <summary>The page of a long article that shows the text from a position.</summary>
    public static string Of(string article, int from) => string.Create(CultureInfo.InvariantCulture, $"{Of(article)}?from={from}#text");

    /// <summary>The path at an address of this site, which may have a path of its own.</summary>
    public static string On(Uri site, string path)
    {
        ArgumentNullException.ThrowIfNull(site);
        return site.AbsoluteUri.TrimEnd('/') + path;
    }
}
