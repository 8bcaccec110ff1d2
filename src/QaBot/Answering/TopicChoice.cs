using QaBot.Models.Extractive;
using QaBot.Retrieval;

namespace QaBot.Answering;

/// <summary>Tells by what the articles say whether a short question is about the conversation's topic or about what it names itself. Thread-safe.</summary>
/// <remarks>
/// A topic may choose among sentences that speak of what was asked; it must not bring up one that does not. So the best sentence that the
/// topic finds is held against the best one that the question finds alone: where that has more of the question's own words, and the
/// question names something, the question stands alone. A name that no article has is never about the topic.
/// </remarks>
public sealed class TopicChoice(SentenceRanker ranker, Analyzer analyzer, ICorpusStatistics statistics)
{
    /// <summary>Whether the question is better searched without its topic.</summary>
    /// <param name="query">With a topic.</param>
    /// <param name="onTopic">What is found with it.</param>
    /// <param name="alone">What is found without it.</param>
    public bool StandsAlone(StandaloneQuery query, IReadOnlyList<EvidencePassage> onTopic, IReadOnlyList<EvidencePassage> alone)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(onTopic);
        ArgumentNullException.ThrowIfNull(alone);
        var question = query.Wording;
        var own = ranker.Profile(question, topic: null);
        if (own.Terms.Any(term => term.IsName && statistics.DocumentFrequency(term.Term) == 0))
            return true;
        if (!own.Terms.Any(term => term.IsName || IsAlwaysCapitalised(term.Term, alone)))
            return false;
        return OwnWeight(own, question, topic: null, alone) > OwnWeight(own, question, query.Topic, onTopic);
    }

    /// <summary>The weight of the question's own words in the sentence that would be shown first.</summary>
    private double OwnWeight(QuestionProfile own, string question, string? topic, IReadOnlyList<EvidencePassage> evidence)
    {
        var blocks = evidence.Select(passage => new EvidenceBlock(passage.Number, passage.Article.DisplayName, passage.Text)).ToList();
        var best = ranker.Rank(ranker.Profile(question, topic), question, blocks);
        return best.Count == 0 ? 0 : own.Terms.Where(term => best[0].Matched.Contains(term.Term)).Sum(term => term.Weight);
    }

    /// <summary>People type names without capitals; articles do not.</summary>
    private bool IsAlwaysCapitalised(string term, IReadOnlyList<EvidencePassage> evidence)
    {
        var isFound = false;
        foreach (var text in evidence.Select(passage => passage.Text))
        {
            foreach (var token in analyzer.Analyze(text).Where(token => token.Term == term))
            {
                if (!char.IsUpper(text[token.Span.Start]))
                    return false;
                isFound = true;
            }
        }

        return isFound;
    }
}
