using QaBot.Articles;
using QaBot.Retrieval;

namespace QaBot.Answering;

/// <summary>A name under which people may speak of an article.</summary>
/// <param name="Lead">Terms of the stop words that it begins with: "The", "How" and the like may be left out.</param>
/// <param name="Terms">The terms from the first that is no stop word; never empty.</param>
internal sealed record SourceName(Article Article, IReadOnlyList<string> Lead, IReadOnlyList<string> Terms)
{
    public bool StandsAt(IReadOnlyList<AnalyzedToken> tokens, int at)
    {
        if (at + Terms.Count > tokens.Count)
            return false;
        for (var i = 0; i < Terms.Count; i++)
        {
            if (tokens[at + i].Term != Terms[i])
                return false;
        }

        return true;
    }

    /// <summary>Where it stands in the text of the tokens, with the words of <see cref="Lead"/> that are there.</summary>
    public TextSpan Span(IReadOnlyList<AnalyzedToken> tokens, int at)
    {
        var first = at;
        while (first > 0 && Lead.Count - (at - first) > 0 && tokens[first - 1].Term == Lead[Lead.Count - (at - first) - 1])
            first--;
        return tokens[first].Span.Union(tokens[at + Terms.Count - 1].Span);
    }
}
