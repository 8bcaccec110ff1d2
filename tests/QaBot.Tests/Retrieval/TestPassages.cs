using QaBot.Articles;
using QaBot.Passages;

namespace QaBot.Tests.Retrieval;

internal static class TestPassages
{
    /// <summary>An article whose passages are the given texts.</summary>
    public static IReadOnlyList<Passage> Article(string name, string? title, params string[] texts)
    {
        var article = new Article { Name = name, Text = string.Join('\n', texts), ContentHash = "", Title = title, Blocks = [] };
        var passages = new List<Passage>();
        var start = 0;
        foreach (var text in texts)
        {
            var span = new TextSpan(start, start + text.Length);
            passages.Add(new Passage(article, span, [span], heading: null, tokenCount: 1));
            start = span.End + 1;
        }
        return passages;
    }
}
