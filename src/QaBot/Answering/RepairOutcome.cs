namespace QaBot.Answering;

/// <summary>What became of a claim that was faulty in its draft.</summary>
public enum RepairOutcome
{
    /// <summary>It stands as it was, with the citation that the checker found to support it.</summary>
    Recited,

    /// <summary>The model's correction is better and stands in its place.</summary>
    Rewritten,

    /// <summary>The model took it back.</summary>
    Removed,

    /// <summary>Nothing better was written; it is marked or dropped.</summary>
    Kept,
}
