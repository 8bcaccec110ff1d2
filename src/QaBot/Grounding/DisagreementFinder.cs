using System.Text.RegularExpressions;
using QaBot.Answering;
using QaBot.Articles;
using QaBot.Models.Extractive;
using QaBot.Retrieval;

namespace QaBot.Grounding;

/// <summary>Finds what different articles state differently where a question asks for an amount, a count, a share, a date or a name. Thread-safe.</summary>
/// <remarks>
/// A wrongly claimed disagreement is worse than a missed one. So both sentences must be about all the names and numbers of the question
/// and at least half of what it asks, cover it comparably well, and state values of one kind that no rounding explains; and neither article
/// may state the other's value as well. Neither side is called wrong: they may well count different things.
/// </remarks>
public sealed partial class DisagreementFinder(SentenceRanker ranker, Thesaurus thesaurus, Analyzer analyzer)
{
    /// <summary>More sides than these help no reader.</summary>
    private const int MostSides = 4;

    /// <summary>A further side covers at least this share of what the side in the answer covers.</summary>
    private const double ComparablyWell = 0.6;

    /// <summary>Words of what a value counts that are shown with it.</summary>
    private const int MostCountedWords = 8;

    /// <param name="citations">Of the answer: one side must be stated there.</param>
    /// <returns>Null when no article differs from what the answer states.</returns>
    public FoundDisagreement? Find(StandaloneQuery query, IReadOnlyList<EvidencePassage> evidence, IReadOnlyList<Citation> citations)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(citations);
        var question = query.Translation ?? query.Question;
        var profile = ranker.Profile(question, query.Topic);
        if (!StatedValues.CanRead(profile.Type) || evidence.Select(passage => passage.Article).Distinct().Count() < 2)
            return null;
        var asked = new AskedThing(profile, question, thesaurus, analyzer);
        var stated = evidence.SelectMany(passage => Read(passage, asked)).OrderByDescending(statement => statement.Coverage).ToList();
        if (stated.Find(statement => statement.Side.In(citations) is not null) is not { } answered)
            return null;
        var sides = SidesAgainst(answered, stated);
        return sides.Count < 2 ? null : new FoundDisagreement(asked.About(answered.Sentence), [.. sides.Select(statement => statement.Side)]);
    }

    private static List<SideStatement> SidesAgainst(SideStatement answered, List<SideStatement> stated)
    {
        var sides = new List<SideStatement> { answered };
        foreach (var candidate in stated.Where(statement => statement.Coverage >= ComparablyWell * answered.Coverage))
        {
            if (sides.Count < MostSides && sides.TrueForAll(side => AreAtOdds(side, candidate, stated)))
                sides.Add(candidate);
        }

        return sides;
    }

    private static bool AreAtOdds(SideStatement a, SideStatement b, List<SideStatement> stated)
    {
        return a.Article != b.Article
            && ValuesOf(a.Article).All(value => value.Contradicts(b.Values[0]))
            && ValuesOf(b.Article).All(value => value.Contradicts(a.Values[0]));

        IEnumerable<StatedValue> ValuesOf(Article article) => stated.Where(side => side.Article == article).SelectMany(side => side.Values);
    }

    private IEnumerable<SideStatement> Read(EvidencePassage passage, AskedThing asked)
    {
        foreach (var span in SentenceSplitter.Split(passage.Text))
        {
            var sentence = new Statement(passage.Text.Slice(span), analyzer);
            if (asked.Values.In(sentence) is not { Count: > 0 } values)
                continue;
            var context = new Statement($"{passage.Article.Title} {passage.Heading}\n{passage.Text[..span.Start]}", analyzer);
            if (asked.Coverage(sentence, context, values[0]) is not { } coverage)
                continue;
            var value = (values[0] is StatedAmount ? WithCounted(sentence.Text, values[0].Span) : values[0].Span).Shift(span.Start + passage.Span.Start);
            yield return new SideStatement(new StatedSide(passage, span.Shift(passage.Span.Start), value), sentence, values, coverage);
        }
    }

    /// <summary>An amount and what it counts: "$1.6 billion on equipment and training".</summary>
    private static TextSpan WithCounted(string sentence, TextSpan amount)
    {
        var end = amount.End;
        var counted = CountedWord().Match(sentence, end);
        for (var words = 0; counted.Success && counted.Index == end && words < MostCountedWords; words++)
        {
            end += counted.Length;
            counted = CountedWord().Match(sentence, end);
        }

        // A phrase that goes on is cut before the word that leads on.
        while (TrailingFunctionWord().Match(sentence[amount.End..end]) is { Success: true } trailing)
            end = amount.End + trailing.Index;
        return new TextSpan(amount.Start, end);
    }

    /// <summary>A further word of a phrase; not one that begins a clause.</summary>
    [GeneratedRegex(@"\G[ \u00A0-](?!(?:since|that|which|who|when|while|where|after|before|as|because|but|or|if|than|so|is|are|was|were|has|have|had|will|would|according|of whom|of which|and (?:it|they|he|she|its|the|an?|is|are|was|were|has|had|lies|contain(?:s|ed)|covers?|covered))\b)(?:(?:\p{Lu}\.){2,}|[\p{L}\d][\p{L}\d'’-]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CountedWord();

    [GeneratedRegex(@"[ \u00A0](?:in|on|of|for|to|from|by|at|with|and|the|an?|its|their|his|her|per|into|over|under)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TrailingFunctionWord();

    private sealed record SideStatement(StatedSide Side, Statement Sentence, IReadOnlyList<StatedValue> Values, double Coverage)
    {
        public Article Article => Side.Passage.Article;
    }
}
