using QaBot.Passages;

namespace QaBot.Retrieval;

/// <summary>Why a passage has its score for a query: the parts add up to it, as far as single precision goes.</summary>
/// <param name="Terms">The query's searchable words in order, each term once; those that the passage lacks are among them, with 0.</param>
/// <param name="Phrases">Only those that were found.</param>
public sealed record PassageExplanation(Passage Passage, IReadOnlyList<TermContribution> Terms, IReadOnlyList<PhraseContribution> Phrases)
{
    public double Score => Terms.Sum(term => term.Score + term.ArticleScore) + Phrases.Sum(phrase => phrase.Score);
}
