using QaBot.Articles;

namespace QaBot.Models.Extractive;

/// <summary>A sentence of the evidence with what speaks for its being the answer.</summary>
/// <param name="Passage">Number of its passage.</param>
/// <param name="Span">Where it stands in the passage's text.</param>
/// <param name="Text">Its exact words.</param>
/// <param name="ValueSpan">Where in <paramref name="Text"/> the thing of the type asked for stands that is nearest to words of the question; null when there is none, or no pattern shows the type.</param>
/// <param name="ValueCount">How many things of that type it holds.</param>
/// <param name="IsOfFocus">Whether it names the kind of thing asked for; true when the question does not.</param>
/// <param name="Matched">Terms of the question that it contains.</param>
public sealed record ScoredSentence(int Passage, TextSpan Span, string Text, TextSpan? ValueSpan, int ValueCount, bool IsOfFocus, IReadOnlySet<string> Matched, SentenceFeatures Features, double Score)
{
    /// <summary>What stands at <see cref="ValueSpan"/>.</summary>
    public string? Value { get; } = ValueSpan is { } span ? Text.Slice(span) : null;

    /// <summary>How likely this sentence is beside another of the same question: the ratio of their probabilities, see <see cref="SentenceRanker"/>.</summary>
    public double OddsAgainst(ScoredSentence other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Math.Exp(Score - other.Score);
    }
}
