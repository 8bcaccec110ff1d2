namespace QaBot.Evaluation;

/// <summary>What readers would see of a draft, beside what it deserves.</summary>
/// <param name="Shown">The text with markers and marks of doubt.</param>
/// <param name="Pairs">Each claim that is shown without a mark of doubt, with each of its citations.</param>
/// <param name="Claims">Those of the draft that a passage supports.</param>
public sealed record DraftOutcome(string Id, string Question, string Draft, string Shown, IReadOnlyList<DraftOutcome.Pair> Pairs, IReadOnlyList<DraftOutcome.SupportedClaim> Claims)
{
    /// <param name="Supports">Whether the passage that is cited supports the claim.</param>
    public sealed record Pair(string Claim, string Quote, bool Supports);

    /// <param name="IsShown">Whether it is shown with a citation of a passage that supports it, marked or not.</param>
    /// <param name="IsUnmarked">Whether it is shown so without a mark of doubt.</param>
    public sealed record SupportedClaim(string Text, bool IsShown, bool IsUnmarked);
}
