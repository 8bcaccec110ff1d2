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
public sealed class DisagreementFinder(SentenceRanker ranker, Thesaurus thesaurus, Analyzer analyzer)
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
            var value = (values[0] is StatedAmount ? CountedThing.With(sentence.Text, values[0].Span, MostCountedWords) : values[0].Span).Shift(span.Start + passage.Span.Start);
            yield return new SideStatement(new StatedSide(passage, span.Shift(passage.Span.Start), value), sentence, values, coverage);
        }
    }

    private sealed record SideStatement(StatedSide Side, Statement Sentence, IReadOnlyList<StatedValue> Values, double Coverage)
    {
        public Article Article => Side.Passage.Article;
    }
}
