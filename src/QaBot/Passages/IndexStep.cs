namespace QaBot.Passages;

/// <summary>What is counted while the corpus is indexed.</summary>
public enum IndexStep
{
    /// <summary>Files that are read and cut into passages.</summary>
    Files,

    /// <summary>Passages that get their vector.</summary>
    Vectors,
}
