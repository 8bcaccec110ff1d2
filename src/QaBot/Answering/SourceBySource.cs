using QaBot.Articles;
using QaBot.Models.Extractive;

namespace QaBot.Answering;

/// <summary>Answers what several sources say with the best sentence of each, under the name of who says it. Thread-safe.</summary>
public sealed class SourceBySource(SentenceRanker ranker)
{
    /// <summary>More sources than these make an answer too long to read.</summary>
    private const int MostSources = 4;

    /// <summary>A further source's sentence covers at least this share of what the best one covers.</summary>
    private const double ComparablyWell = 0.5;

    /// <summary>And is at least this likely beside it: another source may say it in words that the question does not have.</summary>
    private const double NotUnlikely = 0.01;

    /// <summary>What a sentence that leans on the one before it must be better by.</summary>
    private const double DanglingCost = 1;

    /// <returns>One sentence of each article that has one to the question, the likeliest first; empty when the question does not ask several sources, or only one has.</returns>
    internal IReadOnlyList<DraftClaim> Choose(StandaloneQuery query, IReadOnlyList<EvidencePassage> evidence)
    {
        if (!query.AsksSeveralSources)
            return [];
        var question = query.Wording;
        var articles = evidence.ToDictionary(passage => passage.Number, passage => passage.Article);
        var blocks = evidence.Select(passage => new EvidenceBlock(passage.Number, passage.Article.DisplayName, passage.Text)).ToList();
        var ranked = ranker.Rank(ranker.Profile(question, query.Topic), question, blocks).Where(sentence => sentence.Matched.Count > 0).ToList();
        // A sentence on something else may well have the words that are said of it.
        if (ranked.Exists(IsOnNames))
            ranked.RemoveAll(sentence => !IsOnNames(sentence));
        var chosen = ranked
            .Where(sentence => sentence.Features.Coverage >= ComparablyWell * ranked[0].Features.Coverage && sentence.OddsAgainst(ranked[0]) >= NotUnlikely)
            .OrderByDescending(sentence => sentence.Score - (DanglingCost * sentence.Features.Dangling))
            .DistinctBy(sentence => articles[sentence.Passage].Name)
            .Take(MostSources)
            .ToList();
        return chosen.Count < 2 ? [] : [.. chosen.Select(sentence => new DraftClaim(sentence.Text, Lead(articles[sentence.Passage]), [sentence.Passage], IsConnective: false))];
    }

    private static bool IsOnNames(ScoredSentence sentence) => sentence.Features.ContextNameCoverage >= 1;

    /// <summary>Whose words follow, on a line of its own.</summary>
    private static string Lead(Article article) => (article.Author ?? article.Publisher ?? article.Title) is { } name ? $"\n{name}:\n" : "\n";
}
