using System.Runtime.CompilerServices;
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
    /// <summary>A corpus keeps its list of articles until it changes, and its names with it.</summary>
    private readonly ConditionalWeakTable<IReadOnlyList<Article>, SourceNames> _names = [];

    public SourceSelection Select(string question, IReadOnlyList<Article> articles)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(articles);
        var mentions = _names.GetValue(articles, all => new SourceNames(all, analyzer))
            .FindIn(analyzer.Analyze(question))
            .Select(found => (found.Article, found.Span, Phrase: PhraseAround(question, found.Span)))
            .Where(mention => mention.Phrase is not null)
            .ToList();
        if (mentions.Count == 0)
            return new SourceSelection(question, null);
        // The longest mention wins: "the Washington Post article" is not about another article of some "Post".
        var longest = mentions.Max(mention => mention.Span.Length);
        var chosen = mentions.Where(mention => mention.Span.Length == longest).ToList();
        return new SourceSelection(
            Without(question, chosen[0].Phrase!.Value),
            chosen.Select(mention => mention.Article.Name).ToHashSet(StringComparer.Ordinal));
    }

    private static TextSpan? PhraseAround(string question, TextSpan name)
    {
        var before = Before().Match(question[..name.Start]);
        var after = After().Match(question[name.End..]);
        if (before.Groups["frame"].Success && !after.Groups["noun"].Success)
            return new TextSpan(before.Index + before.Groups["frame"].Length, name.End);
        if (before.Groups["cue"].Success)
            return new TextSpan(before.Index, name.End + (Comma().Match(question[name.End..]).Length));
        if (before.Groups["verb"].Success)
            return name;
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
          |(?<frame>\b(?:summari[sz]e|summary\s+of|overview\s+of|gist\s+of|resume|resumen\s+de))\s+
          |(?<verb>\b(?:dicen?|opinan?|recomiendan?|proponen?|sugieren?|escriben?|piensan?|afirman?|sostienen?|critican?|considera|cuentan?)(?:\s+que\s+dice)?)\s+)?
        (?:\b(?:the|an?|el|la|los|las)\s+)?["“'‘]?$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Before();

    [GeneratedRegex("""
        ^["”'’]?(?:['’]s)?\s+(?:
          (?<noun>(?:article|piece|report|story|essay|column|op-ed|editorial|text|document|paper|source|post|view|opinion|argument|position|artículo)s?\b)
          |(?:say|says|said|write|writes|wrote|argue|argues|argued|claim|claims|report|reports|reported|think|thinks|recommend|recommends|recommended
             |propose|proposes|suggest|suggests|suggested|conclude|concludes|believe|believes|mention|mentions|describe|describes|state|states|warn|warns|judge|judges|assess|assesses|see|sees|regard|regards|evaluate|evaluates|criticize|criticise|criticizes|criticises|dice|opina)\b)
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex After();

    [GeneratedRegex(@"^[”""'’]?\s*[,:]?")]
    private static partial Regex Comma();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
