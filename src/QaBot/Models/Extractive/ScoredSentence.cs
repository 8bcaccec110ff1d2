using QaBot.Articles;

namespace QaBot.Models.Extractive;

/// <summary>A sentence of the evidence with what speaks for its being the answer.</summary>
/// <param name="Passage">Number of its passage.</param>
/// <param name="Span">Where it stands in the passage's text.</param>
/// <param name="Text">Its exact words.</param>
/// <param name="Value">The thing of the type asked for that stands nearest to words of the question; null when there is none, or no pattern shows the type.</param>
/// <param name="Matched">Terms of the question that it contains.</param>
public sealed record ScoredSentence(int Passage, TextSpan Span, string Text, string? Value, IReadOnlySet<string> Matched, SentenceFeatures Features, double Score)
{
    /// <summary>How likely this sentence is beside another of the same question: the ratio of their probabilities, see <see cref="SentenceRanker"/>.</summary>
    public double OddsAgainst(ScoredSentence other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Math.Exp(Score - other.Score);
    }
}
