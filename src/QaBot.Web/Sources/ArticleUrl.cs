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

    /// <summary>The page with the span highlighted and scrolled to.</summary>
    public static string Of(string article, TextSpan quote) => string.Create(CultureInfo.InvariantCulture, $"{Of(article)}?start={quote.Start}&end={quote.End}#quote");

    /// <summary>The page of a long article that shows the text from a position.</summary>
    public static string Of(string article, int from) => string.Create(CultureInfo.InvariantCulture, $"{Of(article)}?from={from}#text");
}
