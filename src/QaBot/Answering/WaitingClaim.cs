namespace QaBot.Answering;

/// <summary>A piece of a draft between its check and its release. Not thread-safe.</summary>
/// <param name="found">Null for a connective.</param>
internal sealed class WaitingClaim(DraftClaim draft, CheckedClaim? found)
{
    public DraftClaim Draft { get; } = draft;

    /// <summary>As it was checked in the draft.</summary>
    public CheckedClaim? Found { get; } = found;

    /// <summary>Whether a repair could help it.</summary>
    public bool IsFaulty { get; init; }

    /// <summary>What is to be released of it: itself, unless a repair has put something in its place or nothing.</summary>
    public IReadOnlyList<(string Lead, CheckedClaim Claim)> Shown { get; set; } = found is null ? [] : [(draft.Lead, found)];
}
