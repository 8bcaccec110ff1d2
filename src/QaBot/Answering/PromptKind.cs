namespace QaBot.Answering;

/// <summary>What a prompt of the folder is for.</summary>
public enum PromptKind
{
    /// <summary>Writes an answer from evidence.</summary>
    Answer,

    /// <summary>Corrects claims that their sources do not support.</summary>
    Repair,

    /// <summary>Makes a question stand alone.</summary>
    Rewrite,
}
