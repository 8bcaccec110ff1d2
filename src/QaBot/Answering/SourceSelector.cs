using System.Text.RegularExpressions;
using QaBot.Articles;
using QaBot.Retrieval;

namespace QaBot.Answering;

/// <summary>
/// Recognises that a question is about one source ("according to Brookings, …", "summarise the Bloomberg article") and which articles
/// that is. A name alone does not limit a question: people and places are named in articles too. Thread-safe.
/// </summary>
public sealed partial class SourceSelector(Analyzer analyzer)
{
    public SourceSelection Select(string question, IReadOnlyList<Article> articles)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(articles);
        var tokens = analyzer.Analyze(question);
        var best = articles
            .SelectMany(article => NamesOf(article).Select(name => (article, name)))
            .Select(candidate => (candidate.article, mention: FindMention(question, tokens, candidate.name)))
            .Where(candidate => candidate.mention is not null)
            .Select(candidate => (candidate.article, mention: candidate.mention!.Value))
            .ToList();
        if (best.Count == 0)
            return new SourceSelection(question, null);
        // The longest mention wins: "the Washington Post article" is not about another article of some "Post".
        var longest = best.Max(candidate => candidate.mention.Name.Length);
        var chosen = best.Where(candidate => candidate.mention.Name.Length == longest).ToList();
        return new SourceSelection(
            Without(question, chosen[0].mention.Phrase),
            chosen.Select(candidate => candidate.article.Name).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The names under which people may speak of an article.</summary>
    private static IEnumerable<string> NamesOf(Article article)
    {
        foreach (var name in new[] { article.Publisher, article.Author, article.Title, article.Name, Path.GetFileNameWithoutExtension(article.Name) }.Concat(article.Aliases))
        {
            if (!string.IsNullOrWhiteSpace(name))
                yield return name;
        }

        if (article.Author is { } author && author.Trim().LastIndexOf(' ') is > 0 and var space)
            yield return author.Trim()[(space + 1)..];
        var stem = Path.GetFileNameWithoutExtension(article.Name).Split('_', '.')[0];
        if (stem.Length >= 3 && stem.Any(char.IsDigit))
            yield return stem;
    }

    /// <summary>Where the name stands in the question together with words that make it a source.</summary>
    private (TextSpan Name, TextSpan Phrase)? FindMention(string question, IReadOnlyList<AnalyzedToken> tokens, string name)
    {
        var named = analyzer.Analyze(name);
        var lead = named.TakeWhile(token => token.IsStopWord).Count();
        var wanted = named.Skip(lead).Select(token => token.Term).ToList();
        if (wanted.Count == 0)
            return null;
        for (var i = 0; i + wanted.Count <= tokens.Count; i++)
        {
            if (!wanted.Select((term, k) => tokens[i + k].Term == term).All(same => same))
                continue;
            // "The", "How" and the like at a name's beginning may be left out, and belong to it where they are not.
            var first = i;
            while (first > 0 && lead - (i - first) > 0 && tokens[first - 1].Term == named[lead - (i - first) - 1].Term)
                first--;
            var span = tokens[first].Span.Union(tokens[i + wanted.Count - 1].Span);
            if (PhraseAround(question, span) is { } phrase)
                return (span, phrase);
        }

        return null;
    }

    private static TextSpan? PhraseAround(string question, TextSpan name)
    {
        var before = Before().Match(question[..name.Start]);
        var after = After().Match(question[name.End..]);
        if (before.Groups["frame"].Success && !after.Groups["noun"].Success)
            return new TextSpan(before.Index + before.Groups["frame"].Length, name.End);
        if (before.Groups["cue"].Success)
            return new TextSpan(before.Index, name.End + (Comma().Match(question[name.End..]).Length));
        if (!after.Success)
            return null;
        // "What does Brookings say about…": the verb belongs to the question's frame, the article's noun to the name.
        return after.Groups["noun"].Success
            ? new TextSpan(before.Success ? before.Index + before.Groups["frame"].Length : name.Start, name.End + after.Length)
            : name;
    }

    private static string Without(string question, TextSpan phrase)
    {
        var rest = string.Concat(question.AsSpan(0, phrase.Start), " ", question.AsSpan(phrase.End));
        rest = Spaces().Replace(rest, " ").Trim(' ', ',', ';', ':').Replace(", ?", "?", StringComparison.Ordinal);
        return rest.Any(char.IsLetter) ? rest : question;
    }

    [GeneratedRegex("""
        (?:(?<cue>\b(?:according\s+to|as\s+per|based\s+on|only\s+(?:from|in|according\s+to)|in\s+the\s+(?:words|view|opinion)\s+of
          |(?:article|piece|report|story|essay|column|editorial|text|document|paper|source)(?:\s+(?:by|from|in|of|on|about|titled|called|entitled|number|no\.?))?
          |según|de\s+acuerdo\s+con|artículo\s+(?:de|del|sobre)))\s+
          |(?<frame>\b(?:summari[sz]e|summary\s+of|overview\s+of|gist\s+of|resume|resumen\s+de))\s+)?
        (?:\b(?:the|an?|el|la|los|las)\s+)?["“'‘]?$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Before();

    [GeneratedRegex("""
        ^["”'’]?(?:['’]s)?\s+(?:
          (?<noun>(?:article|piece|report|story|essay|column|op-ed|editorial|text|document|paper|source|post|view|opinion|argument|position|artículo)s?\b)
          |(?:say|says|said|write|writes|wrote|argue|argues|argued|claim|claims|report|reports|reported|think|thinks|recommend|recommends|recommended
             |propose|proposes|suggest|suggests|suggested|conclude|concludes|believe|believes|mention|mentions|describe|describes|state|states|warn|warns|dice|opina)\b)
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex After();

    [GeneratedRegex(@"^[”""'’]?\s*[,:]?")]
    private static partial Regex Comma();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
