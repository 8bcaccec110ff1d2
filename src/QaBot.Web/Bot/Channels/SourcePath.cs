using QaBot.Articles;

namespace QaBot.Web.Bot.Channels;

/// <summary>Where the pages of the articles are, from the root of the site.</summary>
internal static class SourcePath
{
    /// <summary>The article's page.</summary>
    public static string Of(Article article) => $"/sources/{string.Join('/', article.Name.Split('/').Select(Uri.EscapeDataString))}";

    /// <summary>The article's page with the words highlighted.</summary>
    public static string Of(Article article, TextSpan quote) => FormattableString.Invariant($"{Of(article)}?start={quote.Start}&end={quote.End}");

    /// <summary>The path at an address of this site, which may have a path of its own.</summary>
    public static string At(Uri site, string path) => site.AbsoluteUri.TrimEnd('/') + path;
}
