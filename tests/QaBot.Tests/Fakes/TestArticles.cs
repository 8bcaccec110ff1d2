using QaBot.Articles;

namespace QaBot.Tests.Fakes;

internal static class TestArticles
{
    /// <summary>An article whose blocks are its lines that are not blank.</summary>
    public static Article Of(string text, string name = "article.txt", string? title = null, string? author = null, string? publisher = null, params string[] aliases)
    {
        var blocks = new List<ArticleBlock>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var at ? at : text.Length;
            var span = new TextSpan(start, end).Trim(text);
            if (!span.IsEmpty)
                blocks.Add(new ArticleBlock(span, BlockKind.Paragraph));
            start = end + 1;
        }

        return new Article { Name = name, Text = text, ContentHash = "0", Title = title, Author = author, Publisher = publisher, Aliases = aliases, Blocks = blocks };
    }
}
