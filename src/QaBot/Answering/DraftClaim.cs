namespace QaBot.Answering;

/// <summary>One sentence of a draft, as the model wrote it.</summary>
/// <param name="Text">Without markers.</param>
/// <param name="Lead">White space, list bullet or heading mark that stood before it; empty for none.</param>
/// <param name="Passages">Numbers of the evidence passages that it cites, in order, each once; out-of-range numbers are kept for the verifier to judge.</param>
/// <param name="IsConnective">True when it states nothing that could be checked ("Here is what the sources say:").</param>
public sealed record DraftClaim(string Text, string Lead, IReadOnlyList<int> Passages, bool IsConnective)
{
    /// <summary>Set apart as a heading and without a citation.</summary>
    public bool IsHeading { get; init; }

    /// <summary>Says that the sources do not answer something; a connective when that is only what was asked.</summary>
    public bool IsAbsence { get; init; }
}
