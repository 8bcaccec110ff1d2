namespace QaBot.Answering;

/// <summary>
/// Turns a model's draft, as it streams in, into claims with the passages they cite. Not thread-safe; one parser per draft.
/// </summary>
public sealed class DraftParser
{
    /// <summary>What a draft consists of when the sources do not answer.</summary>
    public const string AbstainMarker = "NOT_IN_SOURCES";

    public DraftParser(IReadOnlyList<EvidencePassage> evidence) => throw new NotImplementedException();

    /// <summary>Takes the next piece of the draft and returns the claims that are complete with it.</summary>
    public IReadOnlyList<DraftClaim> Append(string delta) => throw new NotImplementedException();

    /// <summary>The draft has ended (or broken off): returns what is left.</summary>
    public IReadOnlyList<DraftClaim> Complete() => throw new NotImplementedException();

    /// <summary>True when the draft says, with the fixed marker, that the sources do not answer.</summary>
    public bool Abstained => throw new NotImplementedException();
}
