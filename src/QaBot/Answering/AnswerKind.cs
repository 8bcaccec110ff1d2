namespace QaBot.Answering;

public enum AnswerKind
{
    /// <summary>Claims with citations.</summary>
    Cited,

    /// <summary>The sources do not answer the question.</summary>
    Refused,

    /// <summary>A reply about QaBot itself, its collection, or the conversation; it makes no claim from the sources.</summary>
    Conversational,
}
