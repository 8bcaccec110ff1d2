using QaBot.Grounding;

namespace QaBot.Answering;

/// <summary>A claim of a draft with its verdict. It may still be repaired or left out, so its quotes have no numbers yet.</summary>
/// <param name="Text">As <see cref="Claim.Text"/>.</param>
/// <param name="Quotes">In the order in which the draft cites; empty when nothing is cited that exists.</param>
public sealed record CheckedClaim(string Text, IReadOnlyList<QuotedWords> Quotes, GroundingResult Grounding)
{
    public bool IsSupported => Grounding.Verdict == GroundingVerdict.Supported;

    /// <summary>The claim as one that is not shown.</summary>
    public Claim Uncited => new(Text, [], Grounding);
}
