namespace QaBot.Evaluation;

/// <summary>What is wrong with what users get for a question, the gravest first.</summary>
public enum ReplyFault
{
    None,

    /// <summary>Answered, though the sources do not answer it.</summary>
    Answered,

    /// <summary>Refused, though the sources answer it.</summary>
    Refused,

    /// <summary>A conversational reply was due.</summary>
    NotConversational,

    /// <summary>No relevant document is among the first two cited.</summary>
    WrongSource,

    /// <summary>No accepted answer is given at once.</summary>
    WrongAnswer,

    /// <summary>Not everything that must be shown is.</summary>
    Incomplete,
}
