using System.Globalization;
using QaBot.Articles;

namespace QaBot.Web.Sources;

/// <summary>What is known of an article, for people to read: names and values in their order. A value is null where neither the document nor the catalog states it.</summary>
public static class ArticleFacts
{
    /// <param name="passages">How many passages are indexed; null where that is of no interest.</param>
    public static IReadOnlyList<(string Name, string? Value)> Of(Article article, int? passages = null)
    {
        ArgumentNullException.ThrowIfNull(article);
        var facts = new List<(string, string?)>();
        // The title stands above these facts.
        if (article.Title is null)
            facts.Add(("Title", null));
        facts.AddRange([("Author", article.Author), ("Publisher", article.Publisher), ("Date", article.Date), ("Length", Length(article.Text))]);
        if (passages is { } count)
            facts.Add(("State", State(count)));
        facts.Add(("File", article.Name));
        return facts;
    }

    private static string Length(string text) => string.Create(CultureInfo.InvariantCulture, $"{WordCount(text):N0} words, {text.Length:N0} characters");

    private static string State(int passages) => passages switch
    {
        0 => "Indexed; nothing in it can be cited",
        1 => "Indexed, 1 passage",
        _ => string.Create(CultureInfo.InvariantCulture, $"Indexed, {passages:N0} passages"),
    };

    private static int WordCount(string text)
    {
        var count = 0;
        var isInWord = false;
        foreach (var c in text)
        {
            var isWord = !char.IsWhiteSpace(c);
            count += isWord && !isInWord ? 1 : 0;
            isInWord = isWord;
        }

        return count;
    }
}
