using QaBot.Articles;

namespace QaBot.Answering;

/// <summary>A numbered piece of an article that reaches the prompt: one passage, or neighbouring ones merged.</summary>
/// <param name="Number">What <c>[n]</c> in a draft refers to, from 1.</param>
/// <param name="Score">What the query's words score in the best of the passages in it, see <see cref="QaBot.Retrieval.RetrievedPassage.WordScore"/>.</param>
public sealed record EvidencePassage(int Number, Article Article, TextSpan Span, double Score, string? Heading = null)
{
    public string Text { get; } = Article.Text.Slice(Span);
}
