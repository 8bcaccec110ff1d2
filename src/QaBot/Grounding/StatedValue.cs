using QaBot.Articles;

namespace QaBot.Grounding;

/// <summary>A value that a sentence states, of the kind that a question asks for.</summary>
/// <param name="Span">Where it stands in the sentence.</param>
internal abstract record StatedValue(TextSpan Span)
{
    /// <summary>True only when both are of one kind and cannot both be right; false when in doubt.</summary>
    public abstract bool Contradicts(StatedValue other);
}
